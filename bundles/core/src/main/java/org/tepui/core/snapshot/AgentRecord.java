package org.tepui.core.snapshot;

import java.util.List;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveInfo;

/**
 * A registered agent.
 *
 * @param slot dense id
 * @param info as registered, resources in the post-refinement format, id set
 * @param registeredTime seconds since the epoch
 * @param reregisteredTime seconds since the epoch, 0 when it never did
 * @param total agent resources; {@code used} allocated to tasks and executors, {@code offered} in outstanding offers (both with
 *     allocation roles)
 * @param frameworks slots of frameworks with tasks or executors here, ascending
 */
public record AgentRecord(int slot, SlaveInfo info, Upid pid, String version, List<SlaveInfo.Capability> capabilities,
        double registeredTime, double reregisteredTime, boolean connected, boolean active, boolean deactivated, Resources total,
        Resources used, Resources offered, List<Integer> frameworks) {

    public String id() {
        return info.getId().getValue();
    }
}
