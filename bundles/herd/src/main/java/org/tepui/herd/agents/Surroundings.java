package org.tepui.herd.agents;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;

/** What an agent of the herd is given from outside. */
interface Surroundings {

    /** From that process, to the master or a process at its address. */
    void send(String process, Upid to, Message message);

    void after(long nanos, Runnable action);

    long nanos();

    double epochSeconds();

    ByteString uuid();

    /** Tasks do not end by themselves any more. */
    boolean holding();

    /** One object a framework, however many agents run its tasks. */
    FrameworkInfo shared(FrameworkInfo info);

    FrameworkInfo framework(FrameworkID id);

    /** The agent is taken in. */
    void accepted(HerdAgent agent, boolean again);

    /** The agent has to register anew. */
    void lost(HerdAgent agent);
}
