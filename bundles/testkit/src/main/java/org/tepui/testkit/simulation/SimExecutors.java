package org.tepui.testkit.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;

/** Executors of the schedulers' own on one agent: each starts with its first task and leaves some time after its last. */
final class SimExecutors {

    private final World world;
    private final Map<String, ExecutorInfo> running = new LinkedHashMap<>();

    SimExecutors(World world) {
        this.world = world;
    }

    private static String key(FrameworkID framework, ExecutorID executor) {
        return framework.getValue() + "/" + executor.getValue();
    }

    void start(ExecutorInfo info) {
        running.put(key(info.getFrameworkId(), info.getExecutorId()), info);
    }

    boolean isRunning(FrameworkID framework, ExecutorID executor) {
        return running.containsKey(key(framework, executor));
    }

    List<ExecutorInfo> all() {
        return List.copyOf(running.values());
    }

    void clear() {
        running.clear();
    }

    void dropFramework(FrameworkID framework) {
        running.values().removeIf(info -> info.getFrameworkId().equals(framework));
    }

    /** After a while, unless something runs in it by then. */
    void leaveLater(ExecutorInfo info, java.util.function.BooleanSupplier idle, Runnable exit) {
        world.after(world.between(100, 4_000) * World.MILLI, () -> {
            if (running.get(key(info.getFrameworkId(), info.getExecutorId())) == info && idle.getAsBoolean()) {
                exit.run();
            }
        });
    }

    /** It is gone, and the master is told. */
    void exit(FrameworkID framework, ExecutorID executor, SlaveID agent, Consumer<ExitedExecutorMessage> send) {
        if (running.remove(key(framework, executor)) != null) {
            send.accept(ExitedExecutorMessage.newBuilder().setSlaveId(agent).setFrameworkId(framework).setExecutorId(executor)
                    .setStatus(world.pick(3)).build());
        }
    }
}
