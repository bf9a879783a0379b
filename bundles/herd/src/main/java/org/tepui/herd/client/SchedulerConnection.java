package org.tepui.herd.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.recordio.RecordIoDecoder;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/**
 * A subscription with two threads: one reads events and writes the calls that they lead to, one reads the answers. Calls do not wait for
 * the answers of those before; a master that answers slowly is felt when its connection takes no more.
 */
public final class SchedulerConnection implements Closeable {

    private static final String PATH = "/master/api/v1/scheduler";
    private static final int RECORD_BYTES_MAX = 64 * 1024 * 1024;
    private static final String FORM = "Accept: " + Encoding.PROTOBUF.contentType() + "\r\nContent-Type: " + Encoding.PROTOBUF.contentType()
        + "\r\n";

    private final MasterAddress master;
    private final String headers;
    private final Listener listener;
    private final HttpWire stream;
    private final HttpWire calls;
    private final Deque<Outgoing> unanswered = new ArrayDeque<>();
    private volatile boolean closed;

    /** @param answered told the status and the text of an answer that is not 202 */
    public record Outgoing(Call call, Answered answered) {
    }

    /** Takes the answer to one call. */
    public interface Answered {
        void answered(int status, String text);
    }

    /** The scheduler behind the connection. */
    public interface Listener {

        /** @return the calls to make, in order */
        List<Outgoing> event(Event event);

        /** The connection is over; told once, not after {@link #close()}. */
        void ended(String why);
    }

    /**
     * Subscribes and starts the threads.
     *
     * @throws IOException one line when the master cannot be reached, is not the leader, or refuses
     */
    public SchedulerConnection(MasterAddress master, Optional<Credential> credential, Call subscribe, String name, Listener listener)
            throws IOException {
        this.master = master;
        this.listener = listener;
        String access = credential.map(c -> "Authorization: " + c.basic() + "\r\n").orElse("");
        HttpWire opened = new HttpWire(master);
        try {
            opened.post(PATH, FORM + access, V1Edge.print(Encoding.PROTOBUF, subscribe));
            opened.flush();
            HttpWire.Head head = opened.head();
            if (head.status() != 200) {
                throw new IOException(refusal(head, opened.body(head)));
            }
            headers = FORM + access + "Mesos-Stream-Id: " + head.headers().getOrDefault("mesos-stream-id", "") + "\r\n";
            calls = new HttpWire(master);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        stream = opened;
        start(name + "-events", this::readEvents);
        start(name + "-answers", this::readAnswers);
    }

    private String refusal(HttpWire.Head head, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip().replace('\n', ' ');
        return head.status() == 307 ? master + " does not lead; the leader is at " + head.headers().getOrDefault("location", "an unknown place")
            : "the master at " + master + " answered SUBSCRIBE with " + head.status() + (text.isEmpty() ? "" : ": " + text);
    }

    private interface Work {
        void run() throws IOException, ProtocolException;
    }

    private void start(String name, Work work) {
        Thread thread = new Thread(null, () -> {
            try {
                work.run();
            } catch (IOException | ProtocolException | RuntimeException e) {
                fail(String.valueOf(e.getMessage()));
            }
        }, name, 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void fail(String why) {
        synchronized (unanswered) {
            if (closed) {
                return;
            }
            closed = true;
        }
        listener.ended(why);
    }

    private void readEvents() throws IOException, ProtocolException {
        RecordIoDecoder decoder = new RecordIoDecoder(RECORD_BYTES_MAX);
        List<byte[]> records = new ArrayList<>();
        while (true) {
            byte[] chunk = stream.chunk();
            if (chunk.length == 0) {
                throw new IOException("the master at " + master + " ended the stream of events");
            }
            decoder.feed(chunk, 0, chunk.length, records::add);
            for (byte[] record : records) {
                call(listener.event(V1Edge.parse(Encoding.PROTOBUF, record, Event.newBuilder()).build()));
            }
            records.clear();
        }
    }

    /** Writes the calls. @throws IOException when the connection is over */
    public void call(List<Outgoing> outgoing) throws IOException {
        if (outgoing.isEmpty()) {
            return;
        }
        synchronized (calls) {
            for (Outgoing one : outgoing) {
                synchronized (unanswered) {
                    unanswered.add(one);
                }
                calls.post(PATH, headers, V1Edge.print(Encoding.PROTOBUF, one.call()));
            }
            calls.flush();
        }
    }

    private void readAnswers() throws IOException {
        while (true) {
            HttpWire.Head head = calls.head();
            byte[] body = calls.body(head);
            Outgoing answered;
            synchronized (unanswered) {
                answered = unanswered.poll();
            }
            if (answered == null) {
                throw new IOException("the master at " + master + " answered more calls than were made");
            }
            answered.answered().answered(head.status(), head.status() == 202 ? "" : new String(body, StandardCharsets.UTF_8).strip());
        }
    }

    /** Calls without an answer yet. */
    public int unanswered() {
        synchronized (unanswered) {
            return unanswered.size();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (unanswered) {
            closed = true;
        }
        stream.close();
        calls.close();
    }
}
