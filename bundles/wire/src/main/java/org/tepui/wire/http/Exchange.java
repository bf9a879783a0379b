package org.tepui.wire.http;

import java.util.Optional;
import org.tepui.api.http.HttpResponse;

/** One request in work, with what its answer depends on. Waits in the connection's queue, so that answers keep the order of requests. */
public final class Exchange {

    private final ServerConnection connection;
    private final boolean head;
    private final boolean keepAlive;
    private final boolean gzip;
    private final boolean get;
    private Optional<String> jsonp = Optional.empty();

    /** Set on the event loop alone. */
    private HttpResponse ready;
    private boolean isReady;
    private boolean answered;

    Exchange(ServerConnection connection, RequestHead request) {
        this.connection = connection;
        this.head = request.method().equals("HEAD");
        this.get = head || request.method().equals("GET");
        this.keepAlive = request.keepAlive();
        this.gzip = Gzip.accepted(request.header("Accept-Encoding"));
    }

    private Exchange(ServerConnection connection) {
        this.connection = connection;
        this.head = false;
        this.get = false;
        this.keepAlive = false;
        this.gzip = false;
        this.answered = true;
        this.isReady = true;
    }

    /** Ends the connection when its turn comes, behind the answers that are still due; without an answer unless one is set. */
    static Exchange closing(ServerConnection connection) {
        return new Exchange(connection);
    }

    /** {@code ip:port} of the client. */
    public String peer() {
        return connection.peer();
    }

    /** Address of the client without its port. */
    public String peerIp() {
        return connection.peerIp();
    }

    /**
     * Remembers the address that messages of this connection name as their sender.
     *
     * @return false when the connection has claimed another one before
     */
    public boolean claim(String address) {
        return connection.claim(address);
    }

    /** JSON answers of a GET are to be wrapped. */
    public void jsonp(String name) {
        jsonp = get ? Optional.of(name) : Optional.empty();
    }

    /** May be called by any thread. A second answer is ignored. */
    public void answer(HttpResponse response) {
        connection.answer(this, response);
    }

    boolean accept() {
        boolean first = !answered;
        answered = true;
        return first;
    }

    void ready(HttpResponse response) {
        ready = response;
        isReady = true;
    }

    boolean isReady() {
        return isReady;
    }

    HttpResponse ready() {
        return ready;
    }

    boolean head() {
        return head;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean gzip() {
        return gzip;
    }

    Optional<String> jsonpName() {
        return jsonp;
    }
}
