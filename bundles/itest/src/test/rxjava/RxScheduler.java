import com.google.protobuf.ByteString;
import com.mesosphere.mesos.rx.java.AwaitableSubscription;
import com.mesosphere.mesos.rx.java.SinkOperation;
import com.mesosphere.mesos.rx.java.SinkOperations;
import com.mesosphere.mesos.rx.java.protobuf.ProtobufMesosClientBuilder;
import com.mesosphere.mesos.rx.java.protobuf.SchedulerCalls;
import com.mesosphere.mesos.rx.java.util.UserAgentEntries;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import rx.Observable;

/**
 * A scheduler written with mesos-rxjava: launches {@code tasks} commands, one an offer, declines what is left, and ends with status 0 when
 * all have finished. Started from its source with the library's own, old dependencies, far from those of the tests.
 */
public final class RxScheduler {

    private final int tasks;
    private final String user = System.getProperty("user.name");
    private final Set<String> finished = new HashSet<>();
    private Protos.FrameworkID framework;
    private int launched;
    private int acknowledged;

    private RxScheduler(int tasks) {
        this.tasks = tasks;
    }

    /** Arguments: port of the master, number of tasks. */
    public static void main(String[] args) throws Throwable {
        RxScheduler scheduler = new RxScheduler(Integer.parseInt(args[1]));
        Call subscribe = SchedulerCalls.subscribe(Protos.FrameworkID.newBuilder().setValue("").build(), Protos.FrameworkInfo.newBuilder()
                .setUser(scheduler.user).setName("rxjava").setFailoverTimeout(0).build());
        // Without an id the master gives one; the library's helper always sets it.
        subscribe = subscribe.toBuilder().clearFrameworkId().setSubscribe(subscribe.getSubscribe().toBuilder()
                .setFrameworkInfo(subscribe.getSubscribe().getFrameworkInfo().toBuilder().clearId())).build();
        AwaitableSubscription stream = ProtobufMesosClientBuilder.schedulerUsingProtos()
                .mesosUri(URI.create("http://127.0.0.1:" + args[0] + "/api/v1/scheduler"))
                .applicationUserAgentEntry(UserAgentEntries.literal("rx-scheduler", "1"))
                .subscribe(subscribe)
                .processStream(events -> events.flatMap(scheduler::handle))
                .build().openStream();
        stream.await();
        System.out.println("the stream ended before the tasks did");
        System.exit(2);
    }

    private Observable<Optional<SinkOperation<Call>>> handle(Event event) {
        System.out.println(event.getType());
        switch (event.getType()) {
            case SUBSCRIBED:
                framework = event.getSubscribed().getFrameworkId();
                return Observable.just(Optional.empty());
            case OFFERS:
                return calls(event.getOffers().getOffersList().stream().map(this::answer).toList());
            case UPDATE:
                return calls(acknowledge(event.getUpdate().getStatus()));
            case ERROR:
                System.out.println(event.getError().getMessage());
                System.exit(3);
                return Observable.empty();
            default:
                return Observable.just(Optional.empty());
        }
    }

    private static Observable<Optional<SinkOperation<Call>>> calls(List<SinkOperation<Call>> calls) {
        return Observable.from(calls).map(Optional::of);
    }

    private SinkOperation<Call> answer(Protos.Offer offer) {
        if (launched == tasks) {
            return SinkOperations.sink(SchedulerCalls.decline(framework, List.of(offer.getId())));
        }
        String id = "rx-" + ++launched;
        Protos.TaskInfo task = Protos.TaskInfo.newBuilder().setName(id).setTaskId(Protos.TaskID.newBuilder().setValue(id))
                .setAgentId(offer.getAgentId()).setCommand(Protos.CommandInfo.newBuilder().setValue("true"))
                .addResources(scalar("cpus", 0.1)).addResources(scalar("mem", 32)).build();
        return SinkOperations.sink(Call.newBuilder().setFrameworkId(framework).setType(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder()
                .addOfferIds(offer.getId()).setFilters(Protos.Filters.newBuilder().setRefuseSeconds(0))
                .addOperations(Protos.Offer.Operation.newBuilder().setType(Protos.Offer.Operation.Type.LAUNCH)
                        .setLaunch(Protos.Offer.Operation.Launch.newBuilder().addTaskInfos(task)))).build());
    }

    private static Protos.Resource scalar(String name, double value) {
        return Protos.Resource.newBuilder().setName(name).setType(Protos.Value.Type.SCALAR)
                .setScalar(Protos.Value.Scalar.newBuilder().setValue(value)).build();
    }

    private List<SinkOperation<Call>> acknowledge(Protos.TaskStatus status) {
        System.out.println(status.getState() + " " + status.getTaskId().getValue());
        if (status.getState() == Protos.TaskState.TASK_FINISHED) {
            finished.add(status.getTaskId().getValue());
        }
        List<SinkOperation<Call>> calls = new ArrayList<>();
        ByteString uuid = status.getUuid();
        if (!uuid.isEmpty()) {
            calls.add(SinkOperations.sink(SchedulerCalls.ackUpdate(framework, uuid, status.getAgentId(), status.getTaskId()),
                    status.getState() == Protos.TaskState.TASK_FINISHED ? this::acknowledged : () -> { }));
        }
        return calls;
    }

    /** Ends only when the last acknowledgement has been taken. */
    private void acknowledged() {
        if (++acknowledged == tasks && finished.size() == tasks) {
            System.out.println("all finished");
            System.exit(0);
        }
    }
}
