package org.tepui.herd.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.herd.agents.HerdAgent;
import org.tepui.herd.agents.TaskSize;
import org.tepui.herd.scheduler.HerdScheduler;
import org.tepui.protocol.mesos.TaskState;

/**
 * Three sides are compared: the agents, the schedulers, the master's {@code /state}. What belongs to others on the same master is left alone.
 * Meaningful while nothing moves: no offer is out, no task on its way, no update unacknowledged.
 */
public final class Checker {

    private final List<HerdAgent.Belief> agents;
    private final List<HerdScheduler.Belief> schedulers;
    private final String address;
    private final int room;
    private final List<String> differences = new ArrayList<>();

    /** @param address {@code ip:port} of the agents @param room tasks that an agent has room for */
    public Checker(List<HerdAgent.Belief> agents, List<HerdScheduler.Belief> schedulers, String address, int room) {
        this.agents = agents;
        this.schedulers = schedulers;
        this.address = address;
        this.room = room;
    }

    /** @return one line for each difference */
    public List<String> compare(Map<String, Object> state) {
        differences.clear();
        Map<String, Map<String, Object>> slaves = byId(state, "slaves");
        Map<String, Map<String, Object>> frameworks = byId(state, "frameworks");
        Map<String, String> run = new TreeMap<>();
        for (HerdAgent.Belief agent : agents) {
            agent.tasks().forEach((task, taskState) -> run.put(task, agent.id() + " " + taskState));
            agent(agent, slaves.get(agent.id()));
        }
        for (HerdScheduler.Belief scheduler : schedulers) {
            framework(scheduler, frameworks.get(scheduler.id()), run);
        }
        run.forEach((task, where) -> differ("task " + task.substring(task.indexOf(' ') + 1) + " is " + where + " for its agent, and no framework of the herd has it"));
        return List.copyOf(differences);
    }

    private static Map<String, Map<String, Object>> byId(Map<String, Object> state, String name) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        JsonTree.objects(state, name).forEach(each -> found.put(JsonTree.text(each, "id"), each));
        return found;
    }

    private void agent(HerdAgent.Belief agent, Map<String, Object> master) {
        if (master == null) {
            differ("agent " + agent.id() + " (" + agent.process() + ") is not in the master's /state");
            return;
        }
        String who = "agent " + agent.id();
        same(who + " pid", agent.process() + "@" + address, JsonTree.text(master, "pid"));
        same(who + " active", true, master.get("active"));
        resources(who, "resources", room, master);
        resources(who, "used_resources", agent.tasks().values().stream().filter(Checker::holdsResources).count(), master);
        resources(who, "offered_resources", 0, master);
    }

    private static boolean holdsResources(TaskState state) {
        return state != TaskState.TASK_FINISHED && state != TaskState.TASK_KILLED;
    }

    /** @param run tasks of the agents; those of this framework are taken out */
    private void framework(HerdScheduler.Belief scheduler, Map<String, Object> master, Map<String, String> run) {
        String who = "framework " + scheduler.id();
        if (master == null) {
            differ(who + " (" + scheduler.name() + ") is not in the master's /state");
            return;
        }
        same(who + " active", true, master.get("active"));
        Map<String, String> told = new LinkedHashMap<>();
        JsonTree.objects(master, "tasks").forEach(task ->
            told.put(JsonTree.text(task, "id"), JsonTree.text(task, "slave_id") + " " + JsonTree.text(task, "state")));
        scheduler.tasks().forEach((task, where) -> {
            same("task " + task + " (scheduler)", where, told.remove(task));
            same("task " + task + " (scheduler and agent)", where, run.remove(scheduler.id() + " " + task));
        });
        told.forEach((task, where) -> differ("task " + task + ": the master has it (" + where + "), the scheduler does not"));
        resources(who, "used_resources", scheduler.tasks().size(), master);
        resources(who, "offered_resources", 0, master);
        same(who + " offers", 0, JsonTree.objects(master, "offers").size());
    }

    private void resources(String who, String member, long tasks, Map<String, Object> master) {
        same(who + " " + member + " cpus (thousandths)", tasks * TaskSize.CPUS, JsonTree.thousandths(master, member, "cpus"));
        same(who + " " + member + " mem (MB)", tasks * TaskSize.MEM, JsonTree.thousandths(master, member, "mem") / 1000);
    }

    private void same(String what, Object herd, Object master) {
        if (!herd.equals(master)) {
            differ(what + ": the herd has " + herd + ", the other side " + master);
        }
    }

    private void differ(String line) {
        differences.add(line);
    }

    /** After everybody has left: one line for each of the herd that the master still has. */
    public List<String> left(Map<String, Object> state) {
        differences.clear();
        Map<String, Map<String, Object>> slaves = byId(state, "slaves");
        Map<String, Map<String, Object>> frameworks = byId(state, "frameworks");
        agents.stream().filter(agent -> slaves.containsKey(agent.id())).forEach(agent -> differ("agent " + agent.id() + " has left, and the master has it"));
        schedulers.stream().filter(each -> frameworks.containsKey(each.id())).forEach(each -> differ("framework " + each.id() + " has left, and the master has it"));
        return List.copyOf(differences);
    }
}
