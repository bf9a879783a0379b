package org.tepui.core.runtime;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.http.HttpStream;
import org.tepui.protocol.v1.Encoding;

/**
 * A scheduler's stream: bytes wait here until the wire has sent the header. Called from the connection's lane and, once, from the wire.
 */
final class EventStream {

    private final Encoding type;
    private List<byte[]> early = new ArrayList<>();
    private HttpStream stream;
    private boolean ended;

    EventStream(Encoding type) {
        this.type = type;
    }

    Encoding type() {
        return type;
    }

    /** One record, framed: one chunk. */
    synchronized void write(byte[] record) {
        if (stream != null) {
            stream.write(record);
        } else if (!ended) {
            early.add(record);
        }
    }

    synchronized void end() {
        ended = true;
        if (stream != null) {
            stream.end();
        }
    }

    synchronized void attach(HttpStream opened) {
        stream = opened;
        early.forEach(stream::write);
        early = List.of();
        if (ended) {
            stream.end();
        }
    }
}
