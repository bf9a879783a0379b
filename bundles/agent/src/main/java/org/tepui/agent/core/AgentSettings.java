package org.tepui.agent.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.Attribute;
import org.tepui.protocol.mesos.Resource;

/**
 * What an agent is started with.
 *
 * @param master the master's process, from {@code --master}
 * @param hostname name told to schedulers ({@code --hostname})
 * @param resources what the agent offers, in the old reservation format
 * @param attributes from {@code --attributes}
 * @param workDir absolute folder of sandboxes and volumes ({@code --work_dir})
 * @param registrationBackoffFactor upper end of the first random wait before a registration ({@code --registration_backoff_factor})
 * @param shutdownGrace time between SIGTERM and SIGKILL of tasks without a kill policy ({@code --executor_shutdown_grace_period})
 * @param switchUser whether a task's user matters ({@code --switch_user}); an own user can't be left, so others are refused
 * @param ownUser name of the user the agent runs as
 */
public record AgentSettings(Upid master, String hostname, List<Resource> resources, List<Attribute> attributes, Path workDir,
        Duration registrationBackoffFactor, Duration shutdownGrace, boolean switchUser, String ownUser) {

    /** Version of the protocol on the wire: three integers, as clients split it. */
    public static final String WIRE_VERSION = "1.12.0";

    public AgentSettings {
        resources = List.copyOf(resources);
        attributes = List.copyOf(attributes);
    }
}
