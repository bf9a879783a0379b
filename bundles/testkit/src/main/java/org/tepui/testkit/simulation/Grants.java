package org.tepui.testkit.simulation;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.tepui.api.authorization.Authorizer;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.line.Verdicts;
import org.tepui.core.module.Seated;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

/**
 * What is granted is granted by one version of the authorizer, the one in force when the request goes into the line; in a gap nothing is; and
 * the line does nothing that was denied. Questions and answers are worked out anew here.
 */
final class Grants {

    private record Question(Optional<String> subject, String action, String value) { }

    /** @param several a verdict for each question, else one for all */
    private record Request(int arrived, List<Question> questions, boolean several) { }

    private final World world;
    /** Occupations of the seat, in order; null where nobody was ever seated. */
    private final List<Authorizer> seated = new ArrayList<>();
    private final Map<Object, Request> waiting = new HashMap<>();
    private final Map<Message, Request> waitingAgents = new IdentityHashMap<>();
    private long changedIn = -1;

    Grants(World world, Seated<Authorizer> first) {
        this.world = world;
        seated.add(first.isEmpty() ? null : first.modules().get(0));
    }

    void seated(Seated<Authorizer> now) {
        seated.add(now.isEmpty() ? null : now.modules().get(0));
        changedIn = world.event();
        if (!(seated.get(seated.size() - 1) instanceof SimAuthorizer)) {
            world.coverage.count("authorizer gap");
        }
    }

    /** In the very event of a change an answer of the one before may be under way. */
    void asked(SimAuthorizer by) {
        if (seated.get(seated.size() - 1) != by && changedIn != world.event()) {
            world.breach("an approver of authorizer " + by.name + " is asked, which is not in force any more");
        }
    }

    void arrived(Input input, Snapshot snapshot) {
        int now = seated.size() - 1;
        if (input instanceof Input.Subscribe subscribe) {
            FrameworkInfo info = subscribe.call().getSubscribe().getFrameworkInfo();
            List<Question> questions = new ArrayList<>();
            new TreeSet<>(info.getRolesList()).forEach(role -> questions.add(new Question(subject(info), "REGISTER_FRAMEWORK", role)));
            waiting.put(subscribe.connection(), new Request(now, questions, false));
        } else if (input instanceof Input.SchedulerCall call && call.call().getType() == Call.Type.ACCEPT) {
            waiting.put(call.request(), accept(now, call.call(), snapshot));
        } else if (input instanceof Input.OperatorCall call) {
            FrameworkRecord framework = Step.framework(snapshot, call.call().getTeardown().getFrameworkId().getValue());
            waiting.put(call.request(), new Request(now, framework == null ? List.of() : List.of(new Question(call.principal(),
                    "TEARDOWN_FRAMEWORK", framework.info().getPrincipal())), false));
        } else if (input instanceof Input.AgentMessage message) {
            List<Resource> resources = message.message() instanceof RegisterSlaveMessage register ? register.getSlave().getResourcesList()
                    : message.message() instanceof ReregisterSlaveMessage reregister ? reregister.getSlave().getResourcesList() : null;
            if (resources != null) {
                waitingAgents.put(message.message(), new Request(now, agent(resources), false));
            }
        }
    }

    private static Optional<String> subject(FrameworkInfo info) {
        return info.hasPrincipal() ? Optional.of(info.getPrincipal()) : Optional.empty();
    }

    private static Request accept(int now, Call call, Snapshot snapshot) {
        List<Question> questions = new ArrayList<>();
        FrameworkRecord framework = Step.framework(snapshot, call.getFrameworkId().getValue());
        if (framework != null) {
            for (TaskInfo task : tasks(call)) {
                String user = task.getCommand().hasUser() ? task.getCommand().getUser()
                        : task.getExecutor().getCommand().hasUser() ? task.getExecutor().getCommand().getUser() : framework.info().getUser();
                questions.add(new Question(subject(framework.info()), "RUN_TASK", user));
            }
        }
        return new Request(now, questions, true);
    }

    private static List<TaskInfo> tasks(Call call) {
        List<TaskInfo> tasks = new ArrayList<>();
        for (Offer.Operation operation : call.getAccept().getOperationsList()) {
            tasks.addAll(operation.getLaunch().getTaskInfosList());
            tasks.addAll(operation.getLaunchGroup().getTaskGroup().getTasksList());
        }
        return tasks;
    }

    private static List<Question> agent(List<Resource> resources) {
        List<Question> questions = new ArrayList<>();
        questions.add(new Question(Optional.empty(), "REGISTER_AGENT", ""));
        TreeSet<String> roles = new TreeSet<>();
        for (Resource resource : resources) {
            int stack = resource.getReservationsCount();
            roles.add(stack > 0 ? resource.getReservations(stack - 1).getRole() : resource.getRole());
        }
        if (!roles.equals(new TreeSet<>(List.of("*")))) {
            roles.forEach(role -> questions.add(new Question(Optional.empty(), "RESERVE_RESOURCES", role)));
        }
        return questions;
    }

    void entered(Input input) {
        if (input instanceof Input.Subscribe subscribe) {
            judge(waiting.remove(subscribe.connection()), subscribe.verdicts(), "a subscription");
        } else if (input instanceof Input.SchedulerCall call && call.call().getType() == Call.Type.ACCEPT) {
            judge(waiting.remove(call.request()), call.verdicts(), "an ACCEPT");
        } else if (input instanceof Input.OperatorCall call) {
            judge(waiting.remove(call.request()), call.verdicts(), "a TEARDOWN");
        } else if (input instanceof Input.AgentMessage message && waitingAgents.containsKey(message.message())) {
            judge(waitingAgents.remove(message.message()), message.verdicts(), "the registration of an agent");
        }
    }

    private void judge(Request request, Verdicts verdicts, String what) {
        if (!verdicts.asked()) {
            if (request.arrived > 0 || seated.get(0) != null) {
                world.breach(what + " is let in without a verdict, although there has been an authorizer");
            }
            return;
        }
        int last = seated.size() - 1;
        if (last > request.arrived) {
            world.coverage.count("judged while the authorizer changed");
        }
        List<Boolean> granted = granted(request, verdicts);
        world.coverage.count(granted.contains(true) ? granted.contains(false) ? "verdict mixed" : "verdict granted" : "verdict denied");
        if (!isWordOf(seated.get(last), request, granted, request.arrived == last)) {
            world.breach(what + " has verdicts " + granted + " about " + request.questions
                    + ", which is not the word of the authorizer in force; those since it came are " + names(request.arrived));
        }
    }

    /** One a question. */
    private static List<Boolean> granted(Request request, Verdicts verdicts) {
        List<Boolean> granted = new ArrayList<>();
        for (int i = 0; i < request.questions.size(); i++) {
            granted.add(verdicts.allows(request.several ? i : 0));
        }
        return granted;
    }

    /** A denial may come from an answer that was late, or from a change; not where one that is reliable was there all the time. */
    private static boolean isWordOf(Authorizer authorizer, Request request, List<Boolean> granted, boolean allTheTime) {
        List<Boolean> allowed = new ArrayList<>();
        for (Question question : request.questions) {
            allowed.add(authorizer instanceof SimAuthorizer sim && sim.allows(question.subject, question.action, question.value));
        }
        if (!request.several && allowed.contains(false)) {
            allowed.replaceAll(each -> false);
        }
        if (allTheTime && authorizer instanceof SimAuthorizer sim && sim.isReliable()) {
            return granted.equals(allowed);
        }
        for (int i = 0; i < granted.size(); i++) {
            if (granted.get(i) && !allowed.get(i)) {
                return false;
            }
        }
        return true;
    }

    private List<String> names(int from) {
        return seated.subList(from, seated.size()).stream().map(each -> each instanceof SimAuthorizer sim ? sim.name : "none").toList();
    }

    /** The line does nothing that was denied. */
    void apply(List<Input> inputs, List<Output> outputs) {
        TreeSet<String> granted = new TreeSet<>();
        TreeSet<Long> denied = new TreeSet<>();
        for (Input input : inputs) {
            if (input instanceof Input.SchedulerCall call && call.call().getType() == Call.Type.ACCEPT) {
                List<TaskInfo> tasks = tasks(call.call());
                for (int i = 0; i < tasks.size(); i++) {
                    if (call.verdicts().allows(i)) {
                        granted.add(call.call().getFrameworkId().getValue() + "/" + tasks.get(i).getTaskId().getValue());
                    }
                }
            } else if (input instanceof Input.Subscribe subscribe && !subscribe.verdicts().allows(0)) {
                denied.add(subscribe.connection());
            } else if (input instanceof Input.OperatorCall call && !call.verdicts().allows(0)) {
                denied.add(call.request());
            }
        }
        for (Output output : outputs) {
            if (output instanceof Output.Send send && send.message() instanceof RunTaskMessage run
                    && !granted.contains(run.getFramework().getId().getValue() + "/" + run.getTask().getTaskId().getValue())) {
                throw new Violation("task " + run.getTask().getTaskId().getValue() + " is run, which nobody granted");
            } else if (output instanceof Output.Emit emit && emit.event().getType() == Event.Type.SUBSCRIBED
                    && denied.contains(emit.connection())) {
                throw new Violation("a subscription that was denied on connection " + emit.connection() + " has succeeded");
            } else if (output instanceof Output.Reply reply && reply.status() < 300 && denied.contains(reply.request())) {
                throw new Violation("request " + reply.request() + " was denied and is answered " + reply.status());
            }
        }
    }
}
