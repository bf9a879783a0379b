package org.tepui.core.hook;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.hook.HookAgent;
import org.tepui.protocol.mesos.SlaveInfo;

/** Tells hooks of agents that are lost, one after the other. */
public final class LostAgents {

    private static final Logger LOG = LoggerFactory.getLogger(LostAgents.class);

    /** Agents that hooks may be behind with; beyond it they are not told. */
    private static final int WAITING_MAX = 10_000;

    private final HookCalls hooks;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong untold = new AtomicLong();

    public LostAgents(HookCalls hooks) {
        this.hooks = hooks;
    }

    /** False: nobody wants to hear of it, or hooks are too far behind. Else {@link #tell} has to follow. */
    public boolean admits() {
        if (hooks.isOff()) {
            return false;
        }
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            if (untold.getAndIncrement() % WAITING_MAX == 0) {
                LOG.error("Hooks are {} lost agents behind; they are not told of more until they have caught up", WAITING_MAX);
            }
            return false;
        }
        return true;
    }

    /** Ends when every hook was told, or has failed. Never fails. */
    public CompletableFuture<?> tell(SlaveInfo info) {
        HookAgent agent = HookValues.agent(info);
        return hooks.chain(agent, "agentLost", "it was told of a lost agent, the others are told too", (hook, told) -> {
            hook.agentLost(told);
            return Optional.empty();
        }).whenComplete((told, failure) -> waiting.decrementAndGet());
    }

    /** Lost agents of which no hook was told. */
    public long untold() {
        return untold.get();
    }
}
