package org.tepui.wire.load;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.wire.NettyPortFactory;

/**
 * Pipelined messages over some connections, for as long as is said: {@code PipelinedMessages [connections] [seconds] [body bytes]}. Prints
 * messages a second and CPU time of the whole process a message, client threads included. Not a test.
 */
public final class PipelinedMessages {

    private static final int BATCH = 50;

    private PipelinedMessages() {
    }

    public static void main(String[] args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int bodyBytes = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        LongAdder received = new LongAdder();
        try (NettyPortFactory factory = new NettyPortFactory()) {
            Port port = factory.open(PortConfig.of("127.0.0.1", 0));
            port.register("master", new Counting(received));
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Thread client = new Thread(() -> send(port.port(), bodyBytes, end));
                client.start();
                clients.add(client);
            }
            long start = System.nanoTime();
            long cpu = cpuNanos();
            for (Thread client : clients) {
                client.join();
            }
            double elapsed = (System.nanoTime() - start) / 1e9;
            System.out.printf("%d messages, %.0f a second, %.2f us CPU a message (client and server)%n%s%n", received.sum(),
                    received.sum() / elapsed, (cpuNanos() - cpu) / 1e3 / received.sum(), port.counters());
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void send(int port, int bodyBytes, long end) {
        byte[] message = ("POST /master/mesos.internal.StatusUpdateMessage HTTP/1.1\r\nUser-Agent: libprocess/slave(1)@127.0.0.1:5051\r\n"
                + "Libprocess-From: slave(1)@127.0.0.1:5051\r\nConnection: Keep-Alive\r\nHost: 127.0.0.1:5050\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(bodyBytes) + "\r\n" + "x".repeat(bodyBytes) + "\r\n0\r\n\r\n").repeat(BATCH)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] answers = new byte["HTTP/1.1 202 Accepted\r\nDate: Wed, 25 Nov 2026 03:18:04 GMT\r\nContent-Length: 0\r\n\r\n".length() * BATCH];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            while (System.nanoTime() < end) {
                out.write(message);
                in.readNBytes(answers, 0, answers.length);
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException("the load ended early", e);
        }
    }

    private record Counting(LongAdder received) implements ProcessHandler {

        @Override
        public void message(Upid from, String to, String name, byte[] body, String peer) {
            received.increment();
        }

        @Override
        public void exited(Upid peer, long incarnation) {
            throw new IllegalStateException("no link was made");
        }
    }
}
