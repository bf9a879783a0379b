package org.tepui.agent;

import com.google.protobuf.Message;
import org.tepui.agent.core.Outlet;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.Upid;

/** The agent's messages over a libprocess port. */
final class PortOutlet implements Outlet {

    private final Port port;
    private final Upid self;

    PortOutlet(Port port, String processId) {
        this.port = port;
        this.self = new Upid(processId, port.ip(), port.port());
    }

    @Override
    public Upid self() {
        return self;
    }

    @Override
    public void send(Upid to, Message message) {
        port.send(self.id(), to, message.getDescriptorForType().getFullName(), message.toByteArray());
    }

    @Override
    public long link(Upid peer) {
        return port.link(self.id(), peer);
    }

    @Override
    public void unlink(Upid peer) {
        port.unlink(self.id(), peer);
    }
}
