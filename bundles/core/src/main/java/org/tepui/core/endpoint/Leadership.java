package org.tepui.core.endpoint;

import java.util.Optional;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.MasterInfo;

/** Who may answer: leader-only endpoints refuse while nobody leads, calls also while recovery runs. */
final class Leadership {

    static final String NO_LEADER = "No leader elected";

    private Leadership() {
    }

    /** The refusal of a leader-only endpoint, or empty if this master leads. */
    static Optional<HttpResponse> refusal(Snapshot snapshot, HttpRequest request) {
        return snapshot.elected() ? Optional.empty() : Optional.of(HttpResponse.text(503, NO_LEADER));
    }

    /** As {@link #refusal}, for calls that also wait for the end of recovery. */
    static Optional<HttpResponse> callRefusal(Snapshot snapshot, HttpRequest request) {
        Optional<HttpResponse> refusal = refusal(snapshot, request);
        if (refusal.isPresent()) {
            return refusal;
        }
        return snapshot.leading() ? Optional.empty() : Optional.of(HttpResponse.text(503, "Master has not finished recovery"));
    }

    /** {@code //host:port} and the rest: without a scheme, so that the client keeps its own. */
    static String location(MasterInfo leader, String pathAndQuery) {
        String host = leader.hasHostname() && !leader.getHostname().isEmpty() ? leader.getHostname() : leader.getAddress().getIp();
        return "//" + host + ":" + leader.getPort() + pathAndQuery;
    }
}
