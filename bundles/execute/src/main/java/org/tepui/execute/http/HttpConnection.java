package org.tepui.execute.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One connection to a server; requests follow one another. For one thread at a time. */
public final class HttpConnection implements Closeable {

    private static final int LINE_BYTES_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 100;
    private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;

    private final Address address;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private HttpConnection(Address address, Socket socket) throws IOException {
        this.address = address;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        this.out = socket.getOutputStream();
    }

    /** An answer whose body may still come. Header names are in lower case; of repeated headers the last counts. */
    public record Answer(int status, String reason, SortedMap<String, String> headers, InputStream body) {

        public String header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, "");
        }
    }

    public static HttpConnection open(Address address, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) timeout.toMillis());
            if (address.tls().isPresent()) {
                socket.setSoTimeout((int) timeout.toMillis());
                socket = address.tls().get().over(socket, address.host());
                socket.setSoTimeout(0);
            }
            return new HttpConnection(address, socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    /** Longest silence while reading; then reads throw {@link java.net.SocketTimeoutException}. */
    public void silence(Duration longest) throws IOException {
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, Math.max(1, longest.toMillis())));
    }

    public Answer get(String path) throws IOException {
        return request("GET", path, new TreeMap<>(), new byte[0]);
    }

    public Answer get(String path, SortedMap<String, String> headers) throws IOException {
        return request("GET", path, headers, new byte[0]);
    }

    public Answer post(String path, SortedMap<String, String> headers, byte[] body) throws IOException {
        return request("POST", path, headers, body);
    }

    private Answer request(String method, String path, SortedMap<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(address).append("\r\n");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length() + 2 + body.length);
        whole.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.write(body);
        whole.writeTo(out);
        out.flush();
        return answer();
    }

    private Answer answer() throws IOException {
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[0-9]{3}")) {
            throw new IOException(address + " does not speak HTTP");
        }
        SortedMap<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= HEADERS_MAX) {
                throw new IOException(address + " sent a header that cannot be read");
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status[1]), status.length > 2 ? status[2] : "", headers, body(headers));
    }

    private InputStream body(SortedMap<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new ChunkedInput(this);
        }
        if (!headers.containsKey("content-length")) {
            return in;
        }
        int length;
        try {
            length = Integer.parseInt(headers.get("content-length"));
        } catch (NumberFormatException e) {
            length = -1;
        }
        if (length < 0 || length > BODY_BYTES_MAX) {
            throw new IOException(address + " sent a Content-Length that cannot be used: " + headers.get("content-length"));
        }
        byte[] whole = in.readNBytes(length);
        if (whole.length < length) {
            throw new EOFException(address + " closed the connection inside an answer");
        }
        return new java.io.ByteArrayInputStream(whole);
    }

    /** One line without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(address + " closed the connection");
            }
            if (next == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            if (line.length() >= LINE_BYTES_MAX) {
                throw new IOException(address + " sent a line that is too long");
            }
            line.append((char) next);
        }
    }

    int read(byte[] bytes, int offset, int count) throws IOException {
        return in.read(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
