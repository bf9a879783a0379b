package org.tepui.herd.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection: requests are written by one thread, answers read by one thread, which may be another. */
final class HttpWire implements Closeable {

    private static final int CONNECT_MS = 30_000;
    private static final int LINE_BYTES_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 100;
    private static final int BODY_BYTES_MAX = 1024 * 1024;

    private final MasterAddress master;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    HttpWire(MasterAddress master) throws IOException {
        this.master = master;
        Socket opened = new Socket();
        try {
            opened.setTcpNoDelay(true);
            opened.connect(new InetSocketAddress(master.host(), master.port()), CONNECT_MS);
            if (master.tls().isPresent()) {
                opened.setSoTimeout(CONNECT_MS);
                opened = master.tls().get().over(opened, master.host());
                opened.setSoTimeout(0);
            }
            socket = opened;
            in = new BufferedInputStream(socket.getInputStream(), 32 * 1024);
            out = new BufferedOutputStream(socket.getOutputStream(), 32 * 1024);
        } catch (IOException e) {
            opened.close();
            throw new IOException("no connection to the master at " + master + ": " + e.getMessage(), e);
        }
    }

    /** @param headers each with its line end */
    void post(String path, String headers, byte[] body) throws IOException {
        out.write(("POST " + path + " HTTP/1.1\r\nHost: " + master + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** @param headers by lower-case name */
    record Head(int status, Map<String, String> headers) {
    }

    Head head() throws IOException {
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[0-9]{3}")) {
            throw new IOException(master + " does not speak HTTP");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= HEADERS_MAX) {
                throw new IOException(master + " sent a header that cannot be read");
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return new Head(Integer.parseInt(status[1]), headers);
    }

    /** The body that Content-Length announces. */
    byte[] body(Head head) throws IOException {
        int length = number(head.headers().getOrDefault("content-length", "0"), 10);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException(master + " closed the connection inside an answer");
        }
        return body;
    }

    /** The next chunk of a stream; empty at its end. */
    byte[] chunk() throws IOException {
        String size = line();
        int extension = size.indexOf(';');
        int length = number(extension < 0 ? size : size.substring(0, extension), 16);
        byte[] chunk = in.readNBytes(length);
        if (chunk.length < length) {
            throw new EOFException(master + " closed the connection inside an event");
        }
        line();
        return chunk;
    }

    private int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number >= 0 && number <= (radix == 16 ? 64 : 1) * BODY_BYTES_MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IOException(master + " announced a length that cannot be used: " + text);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(master + " closed the connection");
            }
            if (line.length() >= LINE_BYTES_MAX) {
                throw new IOException(master + " sent a line that is too long");
            }
            line.append((char) next);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
