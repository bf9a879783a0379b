package org.tepui.protocol.libprocess;

import java.util.Optional;
import java.util.SortedMap;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpResponse;

/** One listening address: local processes, messages and links to peers, HTTP routes. Methods never block and may be called by any thread. */
public interface Port extends AutoCloseable {

    /** Address that peers are told (bound or advertised). */
    String ip();

    int port();

    /** Makes a process known: messages to it are answered 202 and handed over; it exists for the delegate rule of HTTP paths. */
    AutoCloseable register(String processId, ProcessHandler handler);

    /** Adds a route for this port alone (services of type HttpEndpoint are added by the wire itself). */
    AutoCloseable route(HttpEndpoint endpoint);

    /** Paths without a live process as first part go to this process, {@code master} on a master. */
    void delegate(String processId);

    /** Puts that gate before the endpoints of this port, from the next request on; open without. */
    void gate(HttpGate gate);

    /** Path of the endpoint that a path (after the delegate rule, without a slash at its end) reaches now; empty when there is none. */
    default Optional<String> endpoint(String path) {
        return Optional.empty();
    }

    /** What a path is answered that nothing is routed to, as while a process is still starting; 404 without, and again once closed. */
    AutoCloseable unknown(HttpResponse answer);

    /** Sends a message from a local process; dropped, with a counter, when the peer cannot be reached. Order is kept per peer address. */
    void send(String fromProcessId, Upid to, String name, byte[] body);

    /**
     * Keeps a connection to the peer's address open and tells {@code fromProcessId}'s handler when it breaks. A later link to the same
     * peer after an exit has a new incarnation; linking a live link again returns its incarnation.
     */
    long link(String fromProcessId, Upid peer);

    /** Forgets the link without an exit notice. */
    void unlink(String fromProcessId, Upid peer);

    /** Counters of this port by metric-like name, such as {@code messages_received}; sorted by name. */
    SortedMap<String, Long> counters();

    @Override
    void close();
}
