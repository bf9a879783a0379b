package org.tepui.execute;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import com.google.protobuf.ByteString;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.recordio.RecordIo;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/** A master of one agent and one framework that plays given states for the task, each after the acknowledgement of the one before. */
final class StubMaster implements AutoCloseable {

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    /** Header Authorization of each request, empty without. */
    final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
    final List<TaskState> states = new ArrayList<>();
    /** Streams to cut after the launch, before any state. */
    int cuts;
    int refuseStatus;
    /** Requests to answer 404, as a master does that has just opened its port. */
    int tooEarly;
    String redirectTo = "";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<TaskState> left = new ArrayDeque<>();
    private Encoding encoding = Encoding.PROTOBUF;
    private OutputStream stream;
    private CountDownLatch streamEnd = new CountDownLatch(1);
    private String task = "";
    private long uuids = 1;

    StubMaster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/master/api/v1/scheduler", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(authorization == null ? "" : authorization);
            if (!redirectTo.isEmpty()) {
                exchange.getResponseHeaders().add("Location", "//" + redirectTo + "/master/api/v1/scheduler");
                exchange.sendResponseHeaders(307, -1);
                exchange.close();
                return;
            }
            if (tooEarly > 0) {
                tooEarly--;
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
                return;
            }
            if (refuseStatus != 0) {
                byte[] text = "Some reason".getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refuseStatus, text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
                return;
            }
            encoding = Encoding.ofContentType(exchange.getRequestHeaders().getFirst("Content-Type"));
            Call call = V1Edge.parseSchedulerCall(encoding, body);
            calls.add(call);
            if (call.getType() == Call.Type.SUBSCRIBE) {
                subscribed(exchange);
            } else {
                if (!"stream-1".equals(exchange.getRequestHeaders().getFirst("Mesos-Stream-Id"))) {
                    throw new IOException("no stream id");
                }
                exchange.sendResponseHeaders(202, -1);
                exchange.close();
                take(call);
            }
        } catch (ProtocolException e) {
            throw new IOException(e);
        }
    }

    private void subscribed(HttpExchange exchange) throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        synchronized (this) {
            streamEnd = end;
            exchange.getResponseHeaders().add("Content-Type", encoding.contentType());
            exchange.getResponseHeaders().add("Mesos-Stream-Id", "stream-1");
            exchange.sendResponseHeaders(200, 0);
            stream = exchange.getResponseBody();
            send(Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(Event.Subscribed.newBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue("F")).setHeartbeatIntervalSeconds(15)));
            send(Event.newBuilder().setType(Event.Type.HEARTBEAT));
            if (task.isEmpty()) {
                send(Event.newBuilder().setType(Event.Type.OFFERS).setOffers(Event.Offers.newBuilder().addOffers(offer())));
            }
        }
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private synchronized void take(Call call) throws IOException {
        switch (call.getType()) {
            case ACCEPT -> {
                task = call.getAccept().getOperations(0).getLaunch().getTaskInfos(0).getTaskId().getValue();
                left.addAll(states);
                if (cuts > 0) {
                    cuts--;
                    streamEnd.countDown();
                } else {
                    nextState();
                }
            }
            case RECONCILE, ACKNOWLEDGE -> nextState();
            case KILL -> {
                left.clear();
                left.add(TaskState.TASK_KILLED);
                nextState();
            }
            case TEARDOWN -> streamEnd.countDown();
            default -> { }
        }
    }

    private void nextState() throws IOException {
        if (!left.isEmpty()) {
            send(Event.newBuilder().setType(Event.Type.UPDATE).setUpdate(Event.Update.newBuilder().setStatus(TaskStatus.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue(task)).setState(left.poll()).setSlaveId(SlaveID.newBuilder().setValue("S"))
                .setUuid(ByteString.copyFromUtf8("uuid-" + uuids++)).setMessage("as the test says"))));
        }
    }

    private void send(Event.Builder event) throws IOException {
        stream.write(RecordIo.frame(V1Edge.print(encoding, event.build())));
        stream.flush();
    }

    static Offer offer() {
        return Offer.newBuilder().setId(OfferID.newBuilder().setValue("O")).setFrameworkId(FrameworkID.newBuilder().setValue("F"))
            .setSlaveId(SlaveID.newBuilder().setValue("S")).setHostname("localhost")
            .addResources(scalar("cpus", 4)).addResources(scalar("mem", 1024)).build();
    }

    static Resource scalar(String name, double value) {
        return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR).setScalar(Value.Scalar.newBuilder().setValue(value)).build();
    }

    @Override
    public void close() {
        streamEnd.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
