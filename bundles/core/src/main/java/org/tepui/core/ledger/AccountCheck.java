package org.tepui.core.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Breach;

/**
 * An account that was found in order, with all that was looked at. Resources and holdings never change, so the account is in order as long
 * as it still has the same ones.
 *
 * @param scalars what is held, scalars alone and with allocation roles, by framework
 */
record AccountCheck(int agent, Resources total, Resources free, Resources used, Resources offered, boolean exact, Holding[] holdings,
        Map<Integer, Resources> scalars) {

    /** @throws Breach when the account is not in order */
    static AccountCheck of(Account account, int agent, List<String> roleNames) {
        Resources rest = account.total;
        Resources used = Resources.EMPTY;
        Resources offered = Resources.EMPTY;
        Map<Integer, Resources> scalars = new TreeMap<>();
        boolean fits = true;
        for (Holding holding : account.holdings.values()) {
            if (holding.agent() != agent) {
                throw new Breach("holding " + holding.id() + " is in the account of agent slot " + agent);
            }
            Resources wanted = holding.resources().nonShared();
            fits &= rest.contains(wanted);
            rest = rest.minus(wanted);
            Resources allocated = holding.resources().allocate(roleNames.get(holding.role()));
            if (holding.kind() == Holding.Kind.OFFERED) {
                offered = offered.plus(allocated);
            } else {
                used = used.plus(allocated);
            }
            scalars.merge(holding.framework(), allocated.scalars().nonShared(), Resources::plus);
        }
        if (fits != account.exact) {
            throw new Breach("overcommitment of agent slot " + agent + " is " + !account.exact + " but should be " + !fits);
        }
        if (!rest.equals(account.free)) {
            throw new Breach("free on agent slot " + agent + " is " + account.free + " but should be " + rest);
        }
        if (fits) {
            compare("used", agent, account.used, used);
            compare("offered", agent, account.offered, offered);
        }
        return new AccountCheck(agent, account.total, account.free, account.used, account.offered, account.exact,
                account.holdings.values().toArray(Holding[]::new), scalars);
    }

    private static void compare(String what, int agent, Resources booked, Resources counted) {
        if (!booked.equals(counted)) {
            throw new Breach(what + " on agent slot " + agent + " is " + booked + " but should be " + counted);
        }
    }

    /** The account is as it was then. */
    boolean isOf(Account account, int slot) {
        boolean same = agent == slot && total == account.total && free == account.free && used == account.used
                && offered == account.offered && exact == account.exact && holdings.length == account.holdings.size();
        int at = 0;
        if (same) {
            for (Holding holding : account.holdings.values()) {
                same &= holdings[at++] == holding;
            }
        }
        return same;
    }
}
