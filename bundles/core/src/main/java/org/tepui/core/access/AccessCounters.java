package org.tepui.core.access;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was not let in, for {@code /metrics/snapshot}: {@code REALM/refused} and of these why; {@code firewall/...}; {@code peers/...} of
 * agents. All of them are there from the start with 0, so that a reader can tell nothing from never.
 */
public final class AccessCounters {

    /** Of these every refusal is {@link #REFUSED} too. */
    enum Http { REFUSED, MISSING, MALFORMED, WRONG, FORBIDDEN, FAILED }

    /** Of firewall rules. */
    enum Firewall { BLOCKED, FAILED }

    /** Of agents and drivers. */
    public enum Peer { STARTED, COMPLETED, FAILED, ERRORS, TIMED_OUT, REFUSED_REGISTRATIONS, REFUSED_MESSAGES }

    private final LongAdder[][] http = new LongAdder[Realm.values().length][];
    private final LongAdder[] firewall = adders(Firewall.values().length);
    private final LongAdder[] peer = adders(Peer.values().length);

    public AccessCounters() {
        for (int i = 0; i < http.length; i++) {
            http[i] = adders(Http.values().length);
        }
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    void refused(Realm realm, Http why) {
        http[realm.ordinal()][Http.REFUSED.ordinal()].increment();
        http[realm.ordinal()][why.ordinal()].increment();
    }

    /** An authenticator failed; whether the request was refused is told apart. */
    void failed(Realm realm) {
        http[realm.ordinal()][Http.FAILED.ordinal()].increment();
    }

    void refused(Realm realm) {
        http[realm.ordinal()][Http.REFUSED.ordinal()].increment();
    }

    void count(Firewall event) {
        firewall[event.ordinal()].increment();
    }

    public void count(Peer event) {
        peer[event.ordinal()].increment();
    }

    /** Values by name, such as {@code mesos-master-readonly/refused}. */
    public SortedMap<String, Long> byName() {
        SortedMap<String, Long> all = new TreeMap<>();
        for (Realm realm : Realm.values()) {
            for (Http event : Http.values()) {
                all.put(realm.text() + "/" + lower(event), http[realm.ordinal()][event.ordinal()].sum());
            }
        }
        for (Firewall event : Firewall.values()) {
            all.put("firewall/" + lower(event), firewall[event.ordinal()].sum());
        }
        for (Peer event : Peer.values()) {
            all.put("peers/" + lower(event), peer[event.ordinal()].sum());
        }
        return all;
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(java.util.Locale.ROOT);
    }
}
