package org.tepui.agent.core;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import org.tepui.protocol.libprocess.Upid;

/** Remembers what the agent sends. */
final class FakeOutlet implements Outlet {

    static final Upid SELF = new Upid("slave(1)", "127.0.0.1", 5051);

    record Sent(Upid to, Message message) {
    }

    final List<Sent> sent = new ArrayList<>();
    long incarnation;
    boolean live;

    @Override
    public Upid self() {
        return SELF;
    }

    @Override
    public void send(Upid to, Message message) {
        sent.add(new Sent(to, message));
    }

    @Override
    public long link(Upid peer) {
        if (!live) {
            live = true;
            incarnation++;
        }
        return incarnation;
    }

    @Override
    public void unlink(Upid peer) {
        live = false;
    }

    <M extends Message> List<M> all(Class<M> kind) {
        return sent.stream().map(Sent::message).filter(kind::isInstance).map(kind::cast).toList();
    }

    <M extends Message> M last(Class<M> kind) {
        List<M> all = all(kind);
        if (all.isEmpty()) {
            throw new AssertionError("No " + kind.getSimpleName() + " was sent; sent: " + sent);
        }
        return all.get(all.size() - 1);
    }
}
