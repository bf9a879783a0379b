package org.tepui.core.startup;

import org.tepui.core.endpoint.Identity;
import org.tepui.protocol.mesos.Address;
import org.tepui.protocol.mesos.MasterInfo;

/** Makes the MasterInfo of this process. */
final class MasterInfos {

    private MasterInfos() {
    }

    static MasterInfo of(String id, String ip, int port, String hostname) {
        return MasterInfo.newBuilder().setId(id).setIp(Addresses.number(ip)).setPort(port).setPid("master@" + ip + ":" + port)
                .setHostname(hostname).setVersion(Identity.MESOS_VERSION)
                .setAddress(Address.newBuilder().setHostname(hostname).setIp(ip).setPort(port))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_UPDATE))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_DRAINING))
                .addCapabilities(capability(MasterInfo.Capability.Type.QUOTA_V2)).build();
    }

    private static MasterInfo.Capability capability(MasterInfo.Capability.Type type) {
        return MasterInfo.Capability.newBuilder().setType(type).build();
    }
}
