package org.tepui.protocol.libprocess;

/**
 * Receives what is sent to one local process. Called on the wire's I/O threads, in order for one sender on one connection; must not
 * block.
 */
public interface ProcessHandler {

    /**
     * @param from sender as it names itself; EMPTY if it did not
     * @param to id of the local process
     * @param name full protobuf name of the message
     * @param body serialized message, at most the port's limit; handed over
     * @param peer {@code ip:port} of the TCP connection that brought it
     */
    void message(Upid from, String to, String name, byte[] body, String peer);

    /** The link that {@link Port#link} made under this incarnation is broken or could not be made. Called once a link. */
    void exited(Upid peer, long incarnation);
}
