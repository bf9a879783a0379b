package org.tepui.core.agents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.core.line.Breach;
import org.tepui.core.line.Slots;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.Pages;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TimeInfo;

/** All agents that the master knows of, in the sets of the life cycle. */
public final class Agents {

    /** Ids of removed agents that are remembered; the oldest go first. */
    static final int REMOVED_MAX = 100_000;
    /** Registered agents. */
    static final int AGENTS_MAX = 1_000_000;
    /** Registrations that wait for the registry at one time. */
    static final int REGISTERING_MAX = 200_000;

    private final Slots slots = new Slots();
    private final Map<Integer, Agent> bySlot = new TreeMap<>();
    private final Map<String, Agent> byId = new HashMap<>();
    private final Map<Upid, Agent> byPid = new HashMap<>();
    private final Map<Long, Agent> byObserver = new HashMap<>();
    private final Map<Long, Agent> byLink = new HashMap<>();

    /** In the registry at election, not back yet. */
    private final Map<String, SlaveInfo> recovered = new LinkedHashMap<>();
    private List<SlaveInfo> recoveredView = List.of();
    private final TreeSet<String> registering = new TreeSet<>();
    private final TreeSet<String> reregistering = new TreeSet<>();
    private final TreeSet<String> markingUnreachable = new TreeSet<>();
    private final TreeSet<String> removing = new TreeSet<>();
    /** Oldest first. */
    private final Map<String, TimeInfo> unreachable = new LinkedHashMap<>();
    private final Map<String, TimeInfo> gone = new LinkedHashMap<>();
    /** Ids that an operator deactivated, wherever the agent is now. */
    private final TreeSet<String> deactivated = new TreeSet<>();
    private final LinkedHashMap<String, Boolean> removed = new LinkedHashMap<>();
    /** Tasks that went down with an unreachable agent: agent, framework, task ids. */
    private final Map<String, Map<String, List<String>>> unreachableTasks = new HashMap<>();

    private final Pages.Builder<AgentRecord> pages = new Pages.Builder<>();
    private final TreeSet<Integer> dirty = new TreeSet<>();
    private long observers;
    private long agentNumbers;

    public int takeSlot() {
        return slots.take();
    }

    public long nextObserver() {
        return ++observers;
    }

    public long nextAgentNumber() {
        return agentNumbers++;
    }

    /** A registered agent; its id and slot must be new. The PID goes over to it. */
    public void add(Agent agent) {
        if (byId.put(agent.id, agent) != null) {
            throw new Breach("agent " + agent.id + " is added twice");
        }
        bySlot.put(agent.slot, agent);
        byPid.put(agent.pid, agent);
        byObserver.put(agent.observer, agent);
        byLink.put(agent.link, agent);
        touch(agent);
    }

    public void remove(Agent agent) {
        if (byId.remove(agent.id) != agent) {
            throw new Breach("agent " + agent.id + " is removed twice");
        }
        bySlot.remove(agent.slot);
        byPid.remove(agent.pid, agent);
        byObserver.remove(agent.observer);
        byLink.remove(agent.link);
        slots.give(agent.slot);
        touch(agent);
    }

    /** The agent moved to another process. */
    public void move(Agent agent, Upid pid) {
        byPid.remove(agent.pid, agent);
        agent.pid = pid;
        byPid.put(pid, agent);
    }

    public void relink(Agent agent, long link) {
        byLink.remove(agent.link);
        agent.link = link;
        byLink.put(link, agent);
    }

    /** Its record is made anew at the end of the batch. */
    public void touch(Agent agent) {
        dirty.add(agent.slot);
    }

    public Agent get(String id) {
        return byId.get(id);
    }

    public Agent at(int slot) {
        return bySlot.get(slot);
    }

    public Agent at(Upid pid) {
        return byPid.get(pid);
    }

    public Agent ofObserver(long observer) {
        return byObserver.get(observer);
    }

    public Agent ofLink(long link) {
        return byLink.get(link);
    }

    /** By slot; a copy. */
    public List<Agent> all() {
        return new ArrayList<>(bySlot.values());
    }

    public int size() {
        return bySlot.size();
    }

    /** No further agent is taken in for now: why, in one line; null while there is room. */
    String full() {
        if (bySlot.size() >= AGENTS_MAX) {
            return AGENTS_MAX + " agents are registered";
        }
        int inWork = registering.size() + reregistering.size();
        return inWork >= REGISTERING_MAX ? REGISTERING_MAX + " registrations are in work" : null;
    }

    public Map<String, SlaveInfo> recovered() {
        return recovered;
    }

    public TreeSet<String> registering() {
        return registering;
    }

    public TreeSet<String> reregistering() {
        return reregistering;
    }

    public TreeSet<String> markingUnreachable() {
        return markingUnreachable;
    }

    public TreeSet<String> removing() {
        return removing;
    }

    public Map<String, TimeInfo> unreachable() {
        return unreachable;
    }

    public Map<String, TimeInfo> gone() {
        return gone;
    }

    public TreeSet<String> deactivated() {
        return deactivated;
    }

    public boolean isRemoved(String id) {
        return removed.containsKey(id);
    }

    public void remember(String removedId) {
        removed.put(removedId, Boolean.TRUE);
        if (removed.size() > REMOVED_MAX) {
            removed.remove(removed.keySet().iterator().next());
        }
    }

    public void forget(String removedId) {
        removed.remove(removedId);
    }

    public Map<String, Map<String, List<String>>> unreachableTasks() {
        return unreachableTasks;
    }

    /** Records of agents that changed, made by {@code record}, and all others as they were. */
    public Pages<AgentRecord> publish(java.util.function.Function<Agent, AgentRecord> record) {
        for (int slot : dirty) {
            Agent agent = bySlot.get(slot);
            pages.set(slot, agent == null ? null : record.apply(agent));
        }
        dirty.clear();
        return pages.publish();
    }

    /** The recovered agents as the snapshot shows them. */
    public List<SlaveInfo> publishRecovered() {
        if (recoveredView.size() != recovered.size()) {
            recoveredView = List.copyOf(recovered.values());
        }
        return recoveredView;
    }
}
