package org.tepui.itest.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One connection to the master: requests are sent as bytes, answers are collected in the order they come. */
final class LiveConnection implements AutoCloseable {

    /** What came back for one request. For a stream it grows. */
    static final class Answer {
        final Map<String, String> head;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean complete;

        Answer(Map<String, String> head) {
            this.head = head;
        }

        int status() {
            return Integer.parseInt(head.get("").split(" ")[1]);
        }

        synchronized boolean complete() {
            return complete;
        }

        synchronized byte[] body() {
            return body.toByteArray();
        }

        /** The records so far of a RecordIO body. */
        List<byte[]> records() {
            byte[] all = body();
            List<byte[]> out = new ArrayList<>();
            int at = 0;
            while (at < all.length) {
                int end = at;
                while (end < all.length && all[end] != '\n') {
                    end++;
                }
                String digits = new String(all, at, end - at, StandardCharsets.ISO_8859_1);
                if (end == all.length || !digits.matches("\\d{1,9}") || end + 1 + Integer.parseInt(digits) > all.length) {
                    break;
                }
                at = end + 1 + Integer.parseInt(digits);
                out.add(java.util.Arrays.copyOfRange(all, end + 1, at));
            }
            return out;
        }
    }

    private final Socket socket;
    private final OutputStream out;
    private final List<Answer> answers = new ArrayList<>();

    LiveConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        Thread reader = new Thread(this::read, "answers");
        reader.setDaemon(true);
        reader.start();
    }

    void send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
    }

    /** The answer number {@code index} when its head is here, else null. */
    Answer answer(int index) {
        synchronized (answers) {
            return index < answers.size() ? answers.get(index) : null;
        }
    }

    private void read() {
        try {
            HttpReader reader = new HttpReader(socket.getInputStream());
            while (true) {
                Answer answer = new Answer(reader.head());
                synchronized (answers) {
                    answers.add(answer);
                }
                reader.body(answer.head, piece -> {
                    synchronized (answer) {
                        answer.body.writeBytes(piece);
                    }
                });
                synchronized (answer) {
                    answer.complete = true;
                }
            }
        } catch (IOException e) {
            // The end of the connection, by either side; what is missing is seen by whoever waits for it.
            Thread.currentThread().setName("answers, ended: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
