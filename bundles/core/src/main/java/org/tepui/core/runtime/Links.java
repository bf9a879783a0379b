package org.tepui.core.runtime;

import java.util.HashMap;
import java.util.Map;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.Upid;

/** Joins the line's link numbers with the port's incarnations, so that an exit names the link that broke and no later one. */
final class Links {

    private record Held(long link, long incarnation) { }

    private final Port port;
    private final String process;
    private final Inbox inbox;
    private final Map<Upid, Held> held = new HashMap<>();

    Links(Port port, String process, Inbox inbox) {
        this.port = port;
        this.process = process;
        this.inbox = inbox;
    }

    synchronized void link(Output.Link link) {
        long incarnation = port.link(process, link.peer());
        held.put(link.peer(), new Held(link.link(), incarnation));
    }

    synchronized void unlink(Output.Unlink unlink) {
        Held current = held.get(unlink.peer());
        if (current != null && current.link == unlink.link()) {
            held.remove(unlink.peer());
            port.unlink(process, unlink.peer());
        }
    }

    /** From the port: takes the lock, so that an exit during {@link #link} waits for the number. */
    synchronized void exited(Upid peer, long incarnation) {
        Held current = held.get(peer);
        if (current != null && current.incarnation == incarnation) {
            held.remove(peer);
            inbox.put(new Input.PeerExited(peer, current.link));
        }
    }

    synchronized int size() {
        return held.size();
    }
}
