package org.tepui.core.tasks;

import java.util.List;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.ledger.Holding;
import org.tepui.protocol.mesos.ExecutorInfo;

/** An executor on an agent, with what it holds. */
public record ExecutorEntry(Framework framework, Agent agent, ExecutorInfo info, List<Holding> holdings) {

    public String id() {
        return info.getExecutorId().getValue();
    }
}
