package org.tepui.itest.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An agent that only listens: takes the master's messages, answers 202 and pings. */
public final class PlayedAgent implements AutoCloseable {

    /** @param name of the message, {@code mesos.internal.X} */
    public record Received(String path, String name, byte[] body) {
    }

    private final ServerSocket listener;
    private final int masterPort;
    private final List<Received> received = new ArrayList<>();
    private final List<Socket> accepted = new ArrayList<>();
    private LiveConnection toMaster;

    public PlayedAgent(int port, int masterPort) throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.masterPort = masterPort;
        start(this::accept);
    }

    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "played agent");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                synchronized (accepted) {
                    accepted.add(socket);
                }
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            Thread.currentThread().setName("played agent, closed: " + e.getMessage());
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            HttpReader reader = new HttpReader(socket.getInputStream());
            while (true) {
                Map<String, String> head = reader.head();
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                reader.body(head, body::writeBytes);
                String path = head.get("").split(" ")[1];
                String name = path.substring(path.lastIndexOf('/') + 1);
                synchronized (received) {
                    received.add(new Received(path, name, body.toByteArray()));
                }
                socket.getOutputStream().write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                if (name.equals("mesos.internal.PingSlaveMessage")) {
                    pong(head.get("Libprocess-From"));
                }
            }
        } catch (IOException e) {
            Thread.currentThread().setName("played agent, link ended: " + e.getMessage());
        }
    }

    private void pong(String observer) throws IOException {
        send(observer.split("@")[0], "mesos.internal.PongSlaveMessage", new byte[0]);
    }

    /** One message to a process of the master, from this agent. */
    public synchronized void send(String process, String name, byte[] body) throws IOException {
        if (toMaster == null) {
            toMaster = new LiveConnection(masterPort);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST /" + process + "/" + name + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: libprocess/" + pid()
                + "\r\nLibprocess-From: " + pid() + "\r\nConnection: Keep-Alive\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        toMaster.send(request.toByteArray());
    }

    public String pid() {
        return "slave(1)@127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
            synchronized (accepted) {
                for (Socket socket : accepted) {
                    socket.close();
                }
            }
            synchronized (this) {
                if (toMaster != null) {
                    toMaster.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
