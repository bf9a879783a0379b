package org.tepui.core.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Breach;

/** One agent's page in the ledger. */
final class Account {

    private final List<String> roleNames;
    Resources total;
    /** What may be offered: the rest of what is not shared, and every shared volume once. */
    Resources free;
    /** False: holdings add up to more than the total, or overlap; then all sums are worked out anew at each change. */
    boolean exact = true;
    /** Sums with allocation roles. */
    Resources used = Resources.EMPTY;
    Resources offered = Resources.EMPTY;
    final Map<Long, Holding> holdings = new LinkedHashMap<>();
    private AccountCheck verified;

    Account(Resources total, List<String> roleNames) {
        this.total = total;
        this.free = total;
        this.roleNames = roleNames;
    }

    void hold(Holding holding) {
        holdings.put(holding.id(), holding);
        Resources wanted = holding.resources().nonShared();
        if (!exact || !free.contains(wanted)) {
            recompute();
            return;
        }
        free = free.minus(wanted);
        book(holding);
    }

    void release(Holding holding) {
        Holding removed = holdings.remove(holding.id());
        if (removed != holding) {
            throw new Breach("holding " + holding.id() + " of agent " + holding.agent() + " is given back twice");
        }
        if (!exact) {
            recompute();
            return;
        }
        free = free.plus(holding.resources().nonShared());
        Resources allocated = holding.resources().allocate(roleNames.get(holding.role()));
        if (holding.kind() == Holding.Kind.OFFERED) {
            offered = offered.minus(allocated);
        } else {
            used = used.minus(allocated);
        }
    }

    private void book(Holding holding) {
        Resources allocated = holding.resources().allocate(roleNames.get(holding.role()));
        if (holding.kind() == Holding.Kind.OFFERED) {
            offered = offered.plus(allocated);
        } else {
            used = used.plus(allocated);
        }
    }

    /** From the holdings alone; tells whether they fit. */
    void recompute() {
        Resources rest = total;
        boolean fits = true;
        used = Resources.EMPTY;
        offered = Resources.EMPTY;
        for (Holding holding : holdings.values()) {
            Resources wanted = holding.resources().nonShared();
            fits &= rest.contains(wanted);
            rest = rest.minus(wanted);
            book(holding);
        }
        free = rest;
        exact = fits;
    }

    /**
     * Works everything out anew from the holdings, and compares.
     *
     * @return what is held, scalars alone and with allocation roles, by framework
     * @throws Breach naming the first difference
     */
    Map<Integer, Resources> verify(int agent) {
        if (verified == null || !verified.isOf(this, agent)) {
            verified = AccountCheck.of(this, agent, roleNames);
        }
        return verified.scalars();
    }
}
