package org.tepui.core.authorization;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.http.Permission;
import org.tepui.api.identity.Principal;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.Task;

/**
 * What one reader may see, for one request: each distinct user, role and path is asked once. For one thread at a time.
 */
public final class View {

    /** Sees everything, asks nobody. */
    public static final View ALL = new View(Map.of());

    private static final List<String> ACTIONS = List.of("VIEW_FRAMEWORK", "VIEW_TASK", "VIEW_EXECUTOR", "VIEW_ROLE", "VIEW_FLAGS");

    private final Map<String, ObjectApprover> approvers;
    private final Map<String, Map<String, Boolean>> known = new HashMap<>();
    private String lastUser;
    private boolean lastAnswer;

    private View(Map<String, ObjectApprover> approvers) {
        this.approvers = approvers;
    }

    /** Never fails: denies. */
    public static CompletableFuture<View> of(Approvers approvers, Optional<Principal> subject) {
        if (approvers.isOff()) {
            return CompletableFuture.completedFuture(ALL);
        }
        Set<Approvers.Key> keys = new LinkedHashSet<>();
        ACTIONS.forEach(action -> keys.add(new Approvers.Key(subject, action)));
        // Approvers of two authorizers in one view would be a view of neither.
        return approvers.with(keys, given -> {
            Map<String, ObjectApprover> mine = new HashMap<>();
            given.forEach((key, approver) -> mine.put(key.action(), approver));
            return new View(mine);
        });
    }

    /** May the subject read an endpoint of those that have a rule by path. */
    public static CompletableFuture<Boolean> endpoint(Approvers approvers, Optional<Principal> subject, String path) {
        return approvers.isOff() ? CompletableFuture.completedFuture(true) : approvers.with(subject, "GET_ENDPOINT_WITH_PATH",
                approver -> approver.approved(AuthorizationObject.of(path)));
    }

    private boolean ask(String action, String value) {
        return known.computeIfAbsent(action, name -> new HashMap<>()).computeIfAbsent(value,
                text -> approvers.get(action).approved(AuthorizationObject.of(text)));
    }

    /** May the subject do that to the object of this value. Never fails: denies. */
    public static CompletableFuture<Boolean> may(Approvers approvers, Optional<Principal> subject, String action, String value) {
        return approvers.isOff() ? CompletableFuture.completedFuture(true) : approvers.with(subject, action,
                approver -> approver.approved(AuthorizationObject.of(value)));
    }

    /** May the subject do that to one of the objects, or to all there are where none is named. Never fails: denies. */
    public static CompletableFuture<Boolean> may(Approvers approvers, Optional<Principal> subject, Permission permission) {
        return approvers.isOff() ? CompletableFuture.completedFuture(true) : approvers.with(subject, permission.action(),
                approver -> permission.objects().isEmpty() ? approver.approved(AuthorizationObject.any())
                        : permission.objects().stream().anyMatch(value -> approver.approved(AuthorizationObject.of(value))));
    }

    public boolean framework(FrameworkRecord framework) {
        return this == ALL || ask("VIEW_FRAMEWORK", framework.info().getUser());
    }

    public boolean task(FrameworkRecord framework, Task task) {
        if (this == ALL) {
            return true;
        }
        String user = task.hasUser() ? task.getUser() : framework.info().getUser();
        if (!user.equals(lastUser)) {
            lastAnswer = ask("VIEW_TASK", user);
            lastUser = user;
        }
        return lastAnswer;
    }

    public boolean executor(FrameworkRecord framework, ExecutorInfo executor) {
        return this == ALL || ask("VIEW_EXECUTOR",
                executor.getCommand().hasUser() ? executor.getCommand().getUser() : framework.info().getUser());
    }

    public boolean role(String role) {
        return this == ALL || ask("VIEW_ROLE", role);
    }

    /** Those whose reservation roles and allocation role may all be seen. */
    public Resources resources(Resources resources) {
        if (this == ALL) {
            return resources;
        }
        return resources.filter(this::resource);
    }

    private boolean resource(Resource resource) {
        return resource.allocationRole().map(this::role).orElse(true)
                && resource.reservations().stream().allMatch(reservation -> role(reservation.role()));
    }

    public boolean flags() {
        return this == ALL || approvers.get("VIEW_FLAGS").approved(AuthorizationObject.any());
    }
}
