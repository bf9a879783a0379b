package org.tepui.core.access;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.authentication.HttpIdentity.Fault;
import org.tepui.api.http.HttpResponse;

/**
 * What the authenticators of one request said, none of which let it in, made one answer as Mesos does: 401 with all challenges when there is
 * one, else 403 with all texts, else 500.
 */
final class Refusals {

    static final String UNAUTHORIZED = "401 Unauthorized.";
    static final String FORBIDDEN = "403 Forbidden.";

    /** @param identity null: it failed */
    private record Entry(String scheme, HttpIdentity identity) {

        boolean isChallenge() {
            return identity != null && identity.challenge().isPresent();
        }

        boolean isRefusal() {
            return identity != null && !isChallenge();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final boolean combined;

    /** @param combined there are several authenticators: their schemes are named */
    Refusals(boolean combined) {
        this.combined = combined;
    }

    void add(String scheme, HttpIdentity identity) {
        entries.add(new Entry(scheme, identity));
    }

    void addFailure(String scheme) {
        entries.add(new Entry(scheme, null));
    }

    HttpResponse answer() {
        List<Entry> challenges = entries.stream().filter(Entry::isChallenge).toList();
        if (!challenges.isEmpty()) {
            String header = String.join(",", challenges.stream().map(entry -> entry.identity().challenge().get()).toList());
            return HttpResponse.text(401, body(challenges)).with("WWW-Authenticate", header);
        }
        List<Entry> refusals = entries.stream().filter(Entry::isRefusal).toList();
        return refusals.isEmpty() ? HttpResponse.text(500, "The authenticator of this realm failed; the log of the master says why")
                : HttpResponse.text(403, body(refusals));
    }

    /** What tells most about the client: a wrong secret before a bad form before nothing at all. */
    AccessCounters.Http why() {
        if (has(Fault.WRONG)) {
            return AccessCounters.Http.WRONG;
        }
        if (has(Fault.MALFORMED)) {
            return AccessCounters.Http.MALFORMED;
        }
        if (has(Fault.MISSING)) {
            return AccessCounters.Http.MISSING;
        }
        return entries.stream().anyMatch(Entry::isRefusal) ? AccessCounters.Http.FORBIDDEN : AccessCounters.Http.REFUSED;
    }

    private boolean has(Fault fault) {
        return entries.stream().anyMatch(entry -> entry.isChallenge() && entry.identity().fault() == fault);
    }

    private String body(List<Entry> of) {
        if (!combined) {
            return text(of.get(0));
        }
        return String.join("\n\n", of.stream().map(entry -> "\"" + entry.scheme() + "\" authenticator returned:\n" + text(entry)).toList());
    }

    private static String text(Entry entry) {
        if (entry.isChallenge()) {
            return UNAUTHORIZED;
        }
        return entry.identity().refusal().isEmpty() ? FORBIDDEN : entry.identity().refusal();
    }
}
