package org.tepui.authorizer.local;

import java.util.List;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;

/** Subjects with claims and no value: executors, which may handle containers of their own and nothing else. */
final class Claims {

    /** Type of the objects that these subjects may be allowed: the value is the id of the root container. */
    static final String CONTAINER = "mesos.v1.ContainerID";

    private static final List<String> BY_ROOT = List.of("LAUNCH_NESTED_CONTAINER", "LAUNCH_NESTED_CONTAINER_SESSION",
            "KILL_NESTED_CONTAINER", "WAIT_NESTED_CONTAINER", "REMOVE_NESTED_CONTAINER", "ATTACH_CONTAINER_OUTPUT");
    private static final List<String> BY_PREFIX = List.of("LAUNCH_STANDALONE_CONTAINER", "KILL_STANDALONE_CONTAINER",
            "WAIT_STANDALONE_CONTAINER", "REMOVE_STANDALONE_CONTAINER", "VIEW_STANDALONE_CONTAINER");

    private Claims() {
    }

    static ObjectApprover approver(Principal subject, String action) {
        String root = subject.claims().get("cid");
        String prefix = subject.claims().get("cid_prefix");
        if (BY_ROOT.contains(action) && root != null) {
            return object -> object.type().equals(CONTAINER) && object.value().filter(root::equals).isPresent();
        }
        if (BY_PREFIX.contains(action) && prefix != null && !prefix.isEmpty()) {
            return object -> object.type().equals(CONTAINER) && object.value().filter(id -> id.startsWith(prefix)).isPresent();
        }
        return object -> false;
    }
}
