package org.tepui.core.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.identity.Principal;
import org.tepui.core.frameworks.FrameworkRules;
import org.tepui.core.line.Input;
import org.tepui.core.line.Verdicts;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.core.tasks.RefusedTasks;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** Decides inputs before they enter the line; those that nobody is asked about come back as they are. */
public final class Judge {

    private record Question(Optional<Principal> subject, String action, AuthorizationObject object) { }

    private final Approvers approvers;
    private final Supplier<Snapshot> snapshot;
    private final FrameworkFinder finder = new FrameworkFinder();

    public Judge(Approvers approvers, Supplier<Snapshot> snapshot) {
        this.approvers = approvers;
        this.snapshot = snapshot;
    }

    public boolean isOff() {
        return approvers.isOff();
    }

    /** The input with its verdicts. Never fails: denies. */
    public CompletableFuture<Input> judge(Input input) {
        if (input instanceof Input.AgentMessage message) {
            return agent(message);
        } else if (input instanceof Input.Subscribe subscribe) {
            FrameworkInfo info = subscribe.call().getSubscribe().getFrameworkInfo();
            Optional<Principal> subject = subject(info, subscribe.principal());
            return one(roles(subject, info)).thenApply(verdicts ->
                    new Input.Subscribe(subscribe.connection(), subscribe.principal(), subscribe.call(), verdicts));
        } else if (input instanceof Input.SchedulerCall call) {
            return call(call);
        } else if (input instanceof Input.OperatorCall call) {
            return operator(call);
        }
        return CompletableFuture.completedFuture(input);
    }

    private static Optional<Principal> subject(FrameworkInfo info, Optional<String> authenticated) {
        return info.hasPrincipal() ? Optional.of(Principal.of(info.getPrincipal())) : authenticated.map(Principal::of);
    }

    private static List<Question> roles(Optional<Principal> subject, FrameworkInfo info) {
        List<Question> questions = new ArrayList<>();
        for (String role : new TreeSet<>(FrameworkRules.rolesOf(info))) {
            questions.add(new Question(subject, "REGISTER_FRAMEWORK",
                    AuthorizationObject.of(Optional.of(role), "mesos.v1.FrameworkInfo", info.toByteArray())));
        }
        return questions;
    }

    private CompletableFuture<Input> call(Input.SchedulerCall call) {
        Call.Type type = call.call().getType();
        if (type != Call.Type.ACCEPT && type != Call.Type.UPDATE_FRAMEWORK) {
            return CompletableFuture.completedFuture(call);
        }
        Optional<FrameworkInfo> known = find(call.call().getFrameworkId().getValue()).map(FrameworkRecord::info);
        if (known.isEmpty()) {
            return CompletableFuture.completedFuture(judged(call, Verdicts.of(List.of())));
        }
        Optional<Principal> subject = subject(known.get(), call.principal());
        if (type == Call.Type.UPDATE_FRAMEWORK) {
            return one(roles(subject, call.call().getUpdateFramework().getFrameworkInfo())).thenApply(verdicts -> judged(call, verdicts));
        }
        List<Question> questions = new ArrayList<>();
        for (Offer.Operation operation : call.call().getAccept().getOperationsList()) {
            if (operation.getType() == Offer.Operation.Type.LAUNCH || operation.getType() == Offer.Operation.Type.LAUNCH_GROUP) {
                for (TaskInfo task : RefusedTasks.of(operation)) {
                    questions.add(new Question(subject, "RUN_TASK", AuthorizationObject.of(
                            Optional.of(RefusedTasks.user(known.get(), task)), "mesos.v1.TaskInfo", task.toByteArray())));
                }
            }
        }
        return each(questions).thenApply(answers -> judged(call, Verdicts.of(answers)));
    }

    private static Input judged(Input.SchedulerCall call, Verdicts verdicts) {
        return new Input.SchedulerCall(call.request(), call.streamId(), call.principal(), call.call(), verdicts);
    }

    private Optional<FrameworkRecord> find(String id) {
        return finder.find(snapshot.get().frameworks(), id);
    }

    private CompletableFuture<Input> operator(Input.OperatorCall call) {
        Optional<FrameworkRecord> framework = find(call.call().getTeardown().getFrameworkId().getValue());
        if (framework.isEmpty()) {
            return CompletableFuture.completedFuture(judged(call, Verdicts.of(List.of())));
        }
        FrameworkInfo info = framework.get().info();
        Optional<String> owner = info.hasPrincipal() ? Optional.of(info.getPrincipal()) : Optional.empty();
        return one(List.of(new Question(call.principal().map(Principal::of), "TEARDOWN_FRAMEWORK",
                AuthorizationObject.of(owner, "mesos.v1.FrameworkInfo", info.toByteArray())))).thenApply(verdicts -> judged(call, verdicts));
    }

    private static Input judged(Input.OperatorCall call, Verdicts verdicts) {
        return new Input.OperatorCall(call.request(), call.principal(), call.call(), verdicts);
    }

    private CompletableFuture<Input> agent(Input.AgentMessage message) {
        List<Resource> resources;
        if (message.message() instanceof RegisterSlaveMessage register) {
            resources = register.getSlave().getResourcesList();
        } else if (message.message() instanceof ReregisterSlaveMessage reregister) {
            resources = reregister.getSlave().getResourcesList();
        } else {
            return CompletableFuture.completedFuture(message);
        }
        Optional<Principal> subject = message.principal().map(Principal::of);
        List<Question> questions = new ArrayList<>();
        questions.add(new Question(subject, "REGISTER_AGENT", AuthorizationObject.any()));
        for (String role : reservedRoles(resources)) {
            questions.add(new Question(subject, "RESERVE_RESOURCES", AuthorizationObject.of(role)));
        }
        return one(questions).thenApply(verdicts -> new Input.AgentMessage(message.from(), message.to(), message.message(),
                message.principal(), verdicts));
    }

    /** Empty unless something is reserved; then also {@code *} when something is not. */
    private static TreeSet<String> reservedRoles(List<Resource> resources) {
        TreeSet<String> roles = new TreeSet<>();
        for (Resource resource : resources) {
            roles.add(resource.getReservationsCount() > 0 ? resource.getReservations(resource.getReservationsCount() - 1).getRole()
                    : resource.getRole());
        }
        return roles.equals(new TreeSet<>(List.of("*"))) ? new TreeSet<>() : roles;
    }

    /** One verdict: allowed when every question is. */
    private CompletableFuture<Verdicts> one(List<Question> questions) {
        return each(questions).thenApply(answers -> Verdicts.of(List.of(!answers.contains(false))));
    }

    private CompletableFuture<List<Boolean>> each(List<Question> questions) {
        CompletableFuture<List<Boolean>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Question question : questions) {
            all = all.thenCompose(answers -> approvers.with(question.subject, question.action, approver -> {
                answers.add(Approvers.ask(approver, question.object));
                return answers;
            }));
        }
        return all;
    }
}
