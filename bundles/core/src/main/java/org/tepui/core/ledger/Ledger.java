package org.tepui.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.api.planner.Change;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Breach;

/**
 * Totals, offers and allocations of all agents. Shared volumes are counted by copies and never used up; an agent whose holdings exceed
 * its total (it shrank, or came back with more than it has) is an explicit state, {@link #isOvercommitted(int)}, in which it gets no
 * offers of what it lacks.
 */
public class Ledger {

    /** Sums of one framework or role over all agents, with allocation roles. Ranges of several agents are one set here. */
    private static final class Sums {
        Resources used = Resources.EMPTY;
        Resources offered = Resources.EMPTY;
        int holdings;
    }

    private final Feed feed;
    private final List<String> roleNames;
    private final Map<Integer, Account> accounts = new TreeMap<>();
    private final Map<Integer, Sums> frameworks = new TreeMap<>();
    private final Map<Integer, Sums> roles = new TreeMap<>();
    private long ids;

    /** @param roleNames name by role id; grows */
    public Ledger(Feed feed, List<String> roleNames) {
        this.feed = feed;
        this.roleNames = roleNames;
    }

    public void open(int agent, Resources total) {
        if (accounts.put(agent, new Account(total, roleNames)) != null) {
            throw new Breach("agent slot " + agent + " is opened twice");
        }
    }

    /** Closes the account; every holding must have been released. */
    public void close(int agent) {
        Account account = accounts.remove(agent);
        if (!(account != null && account.holdings.isEmpty())) {
            throw new Breach("agent slot " + agent + " is closed with holdings");
        }
    }

    /** Offers and allocations stay, even if they no longer fit. */
    public void resize(int agent, Resources total) {
        Account account = account(agent);
        account.total = total;
        account.recompute();
    }

    /** Puts free resources into an offer. */
    public Holding offer(int agent, int framework, int role, Resources resources) {
        if (!account(agent).free.contains(resources)) {
            throw new Breach("offer of " + resources + " on agent slot " + agent + " exceeds what is free: " + account(agent).free);
        }
        return hold(Holding.Kind.OFFERED, agent, framework, role, resources);
    }

    /** Books a task or executor; may overcommit, because agents tell of tasks that run. */
    public Holding allocate(int agent, int framework, int role, Resources resources) {
        return hold(Holding.Kind.ALLOCATED, agent, framework, role, resources);
    }

    private Holding hold(Holding.Kind kind, int agent, int framework, int role, Resources resources) {
        Holding holding = new Holding(++ids, kind, agent, framework, role, resources);
        String name = roleNames.get(role);
        account(agent).hold(holding);
        add(frameworks, framework, holding, name);
        add(roles, role, holding, name);
        feed.add(new Change.AllocationAdded(agent, framework, role, resources));
        return holding;
    }

    /** Gives a holding back. */
    public void release(Holding holding) {
        String name = roleNames.get(holding.role());
        account(holding.agent()).release(holding);
        subtract(frameworks, holding.framework(), holding, name);
        subtract(roles, holding.role(), holding, name);
        feed.add(new Change.AllocationRemoved(holding.agent(), holding.framework(), holding.role(), holding.resources()));
    }

    private static void add(Map<Integer, Sums> sums, int key, Holding holding, String role) {
        Sums sum = sums.computeIfAbsent(key, any -> new Sums());
        Resources allocated = holding.resources().allocate(role);
        if (holding.kind() == Holding.Kind.OFFERED) {
            sum.offered = sum.offered.plus(allocated);
        } else {
            sum.used = sum.used.plus(allocated);
        }
        sum.holdings++;
    }

    private static void subtract(Map<Integer, Sums> sums, int key, Holding holding, String role) {
        Sums sum = sums.get(key);
        if (sum == null) {
            throw new Breach("nothing is booked for " + key);
        }
        Resources allocated = holding.resources().allocate(role);
        if (holding.kind() == Holding.Kind.OFFERED) {
            sum.offered = sum.offered.minus(allocated);
        } else {
            sum.used = sum.used.minus(allocated);
        }
        if (--sum.holdings == 0) {
            sums.remove(key);
        }
    }

    public Resources total(int agent) {
        return account(agent).total;
    }

    /** Neither offered nor allocated; shared volumes always. */
    public Resources free(int agent) {
        return account(agent).free;
    }

    /** With allocation roles. */
    public Resources used(int agent) {
        return account(agent).used;
    }

    /** With allocation roles. */
    public Resources offered(int agent) {
        return account(agent).offered;
    }

    public boolean isOvercommitted(int agent) {
        return !account(agent).exact;
    }

    public Resources frameworkUsed(int framework) {
        Sums sum = frameworks.get(framework);
        return sum == null ? Resources.EMPTY : sum.used;
    }

    public Resources frameworkOffered(int framework) {
        Sums sum = frameworks.get(framework);
        return sum == null ? Resources.EMPTY : sum.offered;
    }

    /** Something of the role is offered or allocated. */
    public boolean isRoleInUse(int role) {
        return roles.containsKey(role);
    }

    /** All holdings of an agent, oldest first. */
    public List<Holding> holdings(int agent) {
        return new ArrayList<>(account(agent).holdings.values());
    }

    /** The holding is one of its agent's. */
    public boolean isHeld(Holding holding) {
        return holding.equals(account(holding.agent()).holdings.get(holding.id()));
    }

    public boolean isOpen(int agent) {
        return accounts.containsKey(agent);
    }

    private Account account(int agent) {
        Account account = accounts.get(agent);
        if (account == null) {
            throw new Breach("no account for agent slot " + agent);
        }
        return account;
    }

    /**
     * Works everything out anew from the holdings and compares.
     *
     * @throws Breach naming the first difference
     */
    public void verify() {
        Map<Integer, Integer> frameworkHoldings = new TreeMap<>();
        Map<Integer, Integer> roleHoldings = new TreeMap<>();
        Map<Integer, Resources> frameworkScalars = new TreeMap<>();
        for (Map.Entry<Integer, Account> entry : accounts.entrySet()) {
            for (Holding holding : entry.getValue().holdings.values()) {
                frameworkHoldings.merge(holding.framework(), 1, Integer::sum);
                roleHoldings.merge(holding.role(), 1, Integer::sum);
            }
            entry.getValue().verify(entry.getKey()).forEach((framework, scalars) ->
                    frameworkScalars.merge(framework, scalars, Resources::plus));
        }
        verifyCounts("framework", frameworks, frameworkHoldings);
        verifyCounts("role", roles, roleHoldings);
        for (Map.Entry<Integer, Resources> entry : frameworkScalars.entrySet()) {
            Sums sum = frameworks.get(entry.getKey());
            Resources booked = sum.used.plus(sum.offered).scalars().nonShared();
            if (!booked.equals(entry.getValue())) {
                throw new Breach("framework slot " + entry.getKey() + " is booked " + booked + " but holds " + entry.getValue());
            }
        }
    }

    private static void verifyCounts(String what, Map<Integer, Sums> sums, Map<Integer, Integer> counted) {
        Map<Integer, Integer> booked = new TreeMap<>();
        sums.forEach((key, sum) -> booked.put(key, sum.holdings));
        if (!booked.equals(counted)) {
            throw new Breach("holdings by " + what + " are booked " + booked + " but are " + counted);
        }
    }
}
