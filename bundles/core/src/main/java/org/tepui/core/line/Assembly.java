package org.tepui.core.line;

import org.tepui.core.agents.AgentDesk;
import org.tepui.core.agents.AgentLoss;
import org.tepui.core.agents.AgentUpdates;
import org.tepui.core.agents.KnownAgent;
import org.tepui.core.agents.Pings;
import org.tepui.core.agents.RemovalLimiter;
import org.tepui.core.agents.Registration;
import org.tepui.core.agents.Reports;
import org.tepui.core.agents.Reregistration;
import org.tepui.core.agents.ReturningAgent;
import org.tepui.core.frameworks.FrameworkDesk;
import org.tepui.core.frameworks.FrameworkLoss;
import org.tepui.core.frameworks.OperatorCalls;
import org.tepui.core.frameworks.SchedulerCalls;
import org.tepui.core.frameworks.Subscription;
import org.tepui.core.frameworks.UpdateCall;
import org.tepui.core.ledger.Ledger;
import org.tepui.core.offers.AcceptCall;
import org.tepui.core.offers.DeclineCall;
import org.tepui.core.offers.Filters;
import org.tepui.core.offers.OfferBook;
import org.tepui.core.offers.OfferForm;
import org.tepui.core.offers.PlanCommit;
import org.tepui.core.offers.Planning;
import org.tepui.core.offers.WantCalls;
import org.tepui.core.registrar.Recovery;
import org.tepui.core.registrar.Registrar;
import org.tepui.core.tasks.AcknowledgeCall;
import org.tepui.core.tasks.ExecutorCalls;
import org.tepui.core.tasks.KillCall;
import org.tepui.core.tasks.LaunchGroupOperation;
import org.tepui.core.tasks.LaunchOperation;
import org.tepui.core.tasks.OperationCalls;
import org.tepui.core.tasks.ReconcileCall;
import org.tepui.core.tasks.RefusedTasks;
import org.tepui.core.tasks.StatusUpdates;
import org.tepui.core.tasks.Statuses;
import org.tepui.core.tasks.TaskBook;

/** Makes the parts of a line. A subclass may put another one in any place: that is how tests plant faults. */
public class Assembly {

    /** Handlers of what comes from agents. */
    record AgentHandlers(Registration registration, Reregistration reregistration, AgentUpdates updates, StatusUpdates statuses,
            OperationCalls operations) {
    }

    final Line assemble(MasterConfig config, IdSource ids) {
        Line line = new Line(config, ids);
        line.ledger = ledger(line);
        line.registrar = registrar(line);
        line.agentDesk = agentDesk(line);
        line.agentLoss = agentLoss(line);
        line.pings = pings(line);
        line.removals = new RemovalLimiter(line);
        line.frameworkDesk = frameworkDesk(line);
        line.frameworkLoss = frameworkLoss(line);
        line.offers = offers(line);
        line.planning = planning(line);
        line.filters = filters(line);
        line.tasks = tasks(line);
        line.statuses = statuses(line);
        return line;
    }

    final AgentHandlers agentHandlers(Line line) {
        Reports reports = reports(line);
        return new AgentHandlers(registration(line), reregistration(line, knownAgent(line, reports), returningAgent(line, reports)),
                agentUpdates(line), statusUpdates(line), operations(line));
    }

    final SchedulerCalls schedulerCalls(Line line) {
        RefusedTasks refused = new RefusedTasks(line);
        OperationCalls operations = operations(line);
        ReconcileCall reconcile = reconcile(line);
        AcceptCall accept = accept(line, launch(line, refused), new LaunchGroupOperation(refused), operations, refused);
        return schedulerCalls(line, new SchedulerCalls.Handlers(accept, decline(line), want(line), kill(line, reconcile),
                acknowledge(line), reconcile, new ExecutorCalls(line), operations, new UpdateCall(line)));
    }

    protected SchedulerCalls schedulerCalls(Line line, SchedulerCalls.Handlers handlers) {
        return new SchedulerCalls(line, handlers);
    }

    protected Ledger ledger(Line line) {
        return new Ledger(line.feed(), line.roles().names());
    }

    protected Registrar registrar(Line line) {
        return new Registrar(line);
    }

    protected Recovery recovery(Line line) {
        return new Recovery(line);
    }

    protected AgentDesk agentDesk(Line line) {
        return new AgentDesk(line);
    }

    protected AgentLoss agentLoss(Line line) {
        return new AgentLoss(line);
    }

    protected Pings pings(Line line) {
        return new Pings(line);
    }

    protected FrameworkDesk frameworkDesk(Line line) {
        return new FrameworkDesk(line);
    }

    protected FrameworkLoss frameworkLoss(Line line) {
        return new FrameworkLoss(line);
    }

    protected OfferBook offers(Line line) {
        return new OfferBook(line, new OfferForm());
    }

    protected Planning planning(Line line) {
        return new Planning(line, planCommit(line));
    }

    protected PlanCommit planCommit(Line line) {
        return new PlanCommit(line);
    }

    protected Filters filters(Line line) {
        return new Filters(line);
    }

    protected TaskBook tasks(Line line) {
        return new TaskBook(line);
    }

    protected Statuses statuses(Line line) {
        return new Statuses(line);
    }

    protected Reports reports(Line line) {
        return new Reports(line);
    }

    protected Registration registration(Line line) {
        return new Registration(line);
    }

    protected KnownAgent knownAgent(Line line, Reports reports) {
        return new KnownAgent(line, reports);
    }

    protected ReturningAgent returningAgent(Line line, Reports reports) {
        return new ReturningAgent(line, reports);
    }

    protected Reregistration reregistration(Line line, KnownAgent known, ReturningAgent returning) {
        return new Reregistration(line, known, returning);
    }

    protected AgentUpdates agentUpdates(Line line) {
        return new AgentUpdates(line);
    }

    protected StatusUpdates statusUpdates(Line line) {
        return new StatusUpdates(line);
    }

    protected Subscription subscription(Line line) {
        return new Subscription(line);
    }

    protected OperatorCalls operatorCalls(Line line) {
        return new OperatorCalls(line);
    }

    protected LaunchOperation launch(Line line, RefusedTasks refused) {
        return new LaunchOperation(line, refused);
    }

    protected AcceptCall accept(Line line, LaunchOperation launch, LaunchGroupOperation launchGroup, OperationCalls operations,
            RefusedTasks refused) {
        return new AcceptCall(line, launch, launchGroup, operations, refused);
    }

    protected DeclineCall decline(Line line) {
        return new DeclineCall(line);
    }

    protected WantCalls want(Line line) {
        return new WantCalls(line);
    }

    protected KillCall kill(Line line, ReconcileCall reconcile) {
        return new KillCall(line, reconcile);
    }

    protected AcknowledgeCall acknowledge(Line line) {
        return new AcknowledgeCall(line);
    }

    protected ReconcileCall reconcile(Line line) {
        return new ReconcileCall(line);
    }

    protected OperationCalls operations(Line line) {
        return new OperationCalls(line);
    }
}
