package org.tepui.api.http;

import org.osgi.annotation.versioning.ProviderType;

/** The server's side of a streaming answer. Methods may be called by any thread and never block; writes keep the order of one caller. */
@ProviderType
public interface HttpStream {

    /** Sends the bytes as exactly one chunk. Ignored after the end. The array is handed over. */
    void write(byte[] chunk);

    /** Ends the answer after what was written (last chunk), then the connection goes on or closes as the request asked. */
    void end();

    /** Bytes written here that the client's connection has not taken yet: the measure for back-pressure. */
    long pendingBytes();

    /** Runs once when the stream is over for any reason (client gone, end, port closed); at once if it is over already. */
    void onClosed(Runnable action);
}
