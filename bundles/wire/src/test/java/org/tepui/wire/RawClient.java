package org.tepui.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A client that sends any bytes and reads answers with its own few lines of HTTP, so that nothing of the wire tests itself. */
final class RawClient implements AutoCloseable {

    record Answer(int status, String reason, List<String> headers, byte[] body, List<byte[]> chunks) {

        Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).trim()).findFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient get(String path, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: h\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return send(text.append("\r\n").toString());
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    Answer read() throws IOException {
        return read(false);
    }

    /** @param headOnly the request was HEAD */
    Answer read(boolean headOnly) throws IOException {
        Answer head = readHead();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<byte[]> chunks = new ArrayList<>();
        if (headOnly || head.status == 100) {
            return head;
        }
        if (head.header("Transfer-Encoding").isPresent()) {
            for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
                chunks.add(chunk);
                body.write(chunk);
            }
        } else {
            body.write(exactly(Integer.parseInt(head.header("Content-Length").orElse("0"))));
        }
        return new Answer(head.status, head.reason, head.headers, body.toByteArray(), chunks);
    }

    Answer readHead() throws IOException {
        String start = line();
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        String[] parts = start.split(" ", 3);
        return new Answer(Integer.parseInt(parts[1]), parts[2], headers, new byte[0], List.of());
    }

    byte[] readChunk() throws IOException {
        byte[] chunk = exactly(Integer.parseInt(line(), 16));
        if (!line().isEmpty()) {
            throw new IOException("no line end behind a chunk");
        }
        return chunk;
    }

    /** Whether the server closes without another byte. */
    boolean closedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Reads to the end of the connection. */
    void drain() throws IOException {
        byte[] block = new byte[4096];
        while (in.read(block) >= 0) {
            continue;
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed within a line: '" + line + "'");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
