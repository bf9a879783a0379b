package org.tepui.wire.http;

/** Takes whole requests, on the connection's event loop and in its order. Must not block and must not throw. */
public interface RequestSink {

    /** Answers through {@link Exchange#answer}, now or later, exactly once. */
    void request(Request request, Exchange exchange);
}
