package org.tepui.agent.core;

import com.google.protobuf.Message;
import org.tepui.protocol.libprocess.Upid;

/** The agent's way out: messages and links from its process. Never blocks. */
public interface Outlet {

    /** Process id by which peers know the agent, such as {@code slave(1)@10.0.0.2:5051}. */
    Upid self();

    /** Sends under the full protobuf name of the message. */
    void send(Upid to, Message message);

    /** Keeps a connection to the peer; returns its incarnation (see {@code Port.link}). */
    long link(Upid peer);

    void unlink(Upid peer);
}
