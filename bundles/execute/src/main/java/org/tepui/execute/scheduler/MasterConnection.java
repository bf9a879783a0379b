package org.tepui.execute.scheduler;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.recordio.RecordIoDecoder;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/**
 * A subscription: one connection with the stream of events, one for the calls. Events are read by one thread; calls may come from any
 * other.
 */
public final class MasterConnection implements Closeable {

    private static final String PATH = "/master/api/v1/scheduler";
    private static final int REDIRECTS_MAX = 5;
    private static final int RECORD_BYTES_MAX = 64 * 1024 * 1024;
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);

    private final Encoding encoding;
    private final Optional<String> authorization;
    private final Address master;
    private final HttpConnection stream;
    private final InputStream body;
    private final String streamId;
    private final RecordIoDecoder decoder = new RecordIoDecoder(RECORD_BYTES_MAX);
    private final ArrayDeque<byte[]> records = new ArrayDeque<>();
    private final byte[] buffer = new byte[16 * 1024];
    private HttpConnection calls;

    private MasterConnection(Encoding encoding, Optional<String> authorization, Address master, HttpConnection stream, HttpConnection.Answer answer) {
        this.encoding = encoding;
        this.authorization = authorization;
        this.master = master;
        this.stream = stream;
        this.body = answer.body();
        this.streamId = answer.header("mesos-stream-id");
    }

    /**
     * Subscribes, following redirects to the leader.
     *
     * @param authorization value of the header Authorization of every request: secret
     * @throws SchedulerException when the master refuses (4xx other than 404)
     * @throws IOException when it cannot be reached, or is not ready (503, or 404: the port of a master opens before it has its
     *     endpoints): later may do
     */
    public static MasterConnection subscribe(Address first, Encoding encoding, Optional<String> authorization, Call subscribe,
            Duration connectTimeout) throws IOException {
        Address address = first;
        for (int i = 0; i <= REDIRECTS_MAX; i++) {
            HttpConnection connection = HttpConnection.open(address, connectTimeout);
            boolean kept = false;
            try {
                connection.silence(ANSWER_WAIT);
                HttpConnection.Answer answer = connection.post(PATH, headers(encoding, authorization, Optional.empty()),
                        V1Edge.print(encoding, subscribe));
                if (answer.status() == 200) {
                    kept = true;
                    return new MasterConnection(encoding, authorization, address, connection, answer);
                }
                if (answer.status() != 307) {
                    throw refusal(address, answer);
                }
                address = redirected(answer.header("location")).with(first.tls());
            } finally {
                if (!kept) {
                    connection.close();
                }
            }
        }
        throw new IOException("more than " + REDIRECTS_MAX + " redirects, the last one to " + address);
    }

    private static IOException refusal(Address address, HttpConnection.Answer answer) throws IOException {
        String text = new String(answer.body().readNBytes(2000), StandardCharsets.UTF_8).strip().replace('\n', ' ');
        String line = "the master at " + address + " answered " + answer.status() + " " + answer.reason() + (text.isEmpty() ? "" : ": " + text);
        return answer.status() >= 500 || answer.status() == 404 ? new IOException(line) : new SchedulerException(line);
    }

    /** From {@code //host:port/path} or {@code http://host:port/path}. */
    static Address redirected(String location) throws IOException {
        int slashes = location.indexOf("//");
        String rest = slashes < 0 ? "" : location.substring(slashes + 2);
        int path = rest.indexOf('/');
        return Address.parse(path < 0 ? rest : rest.substring(0, path));
    }

    private static SortedMap<String, String> headers(Encoding encoding, Optional<String> authorization,
            Optional<String> streamId) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("Accept", encoding.contentType());
        headers.put("Content-Type", encoding.contentType());
        authorization.ifPresent(value -> headers.put("Authorization", value));
        streamId.ifPresent(id -> headers.put("Mesos-Stream-Id", id));
        return headers;
    }

    public Address master() {
        return master;
    }

    /** How long {@link #next()} may wait: some heartbeats. */
    public void silence(Duration longest) throws IOException {
        stream.silence(longest);
    }

    /** The next event; waits for it. @throws IOException when the stream is over or cannot be read */
    public Event next() throws IOException {
        try {
            while (records.isEmpty()) {
                int got = body.read(buffer);
                if (got < 0) {
                    throw new IOException("the master at " + master + " closed the stream");
                }
                decoder.feed(buffer, 0, got, records::add);
            }
            return V1Edge.parse(encoding, records.poll(), Event.newBuilder()).build();
        } catch (ProtocolException e) {
            throw new IOException("the master at " + master + " sent an event that cannot be read: " + e.getMessage(), e);
        }
    }

    /** Makes a call and waits for its 202. @throws SchedulerException when the master refuses it */
    public synchronized void call(Call call) throws IOException {
        if (calls == null) {
            calls = HttpConnection.open(master, ANSWER_WAIT);
            calls.silence(ANSWER_WAIT);
        }
        HttpConnection.Answer answer = calls.post(PATH, headers(encoding, authorization, Optional.of(streamId)), V1Edge.print(encoding, call));
        if (answer.status() != 202) {
            throw refusal(master, answer);
        }
        if (answer.header("connection").equalsIgnoreCase("close")) {
            calls.close();
            calls = null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (calls != null) {
            calls.close();
        }
        stream.close();
    }
}
