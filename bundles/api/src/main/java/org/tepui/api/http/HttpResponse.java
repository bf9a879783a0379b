package org.tepui.api.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An answer: a status, headers, and either a whole body or a stream. The wire adds Date, Content-Length, Transfer-Encoding, Connection
 * and, where the client allows it, gzip; it wraps JSON for {@code jsonp=NAME}.
 */
public final class HttpResponse {

    private static final Runnable NOTHING = () -> { };

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final Optional<Consumer<HttpStream>> stream;
    private final Runnable abandoned;

    private HttpResponse(int status, List<Map.Entry<String, String>> headers, byte[] body, Optional<Consumer<HttpStream>> stream,
            Runnable abandoned) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = Objects.requireNonNull(body);
        this.stream = stream;
        this.abandoned = abandoned;
    }

    public static HttpResponse of(int status) {
        return new HttpResponse(status, List.of(), new byte[0], Optional.empty(), NOTHING);
    }

    /** A whole answer with a Content-Type. The array is handed over: it must not be modified afterwards. */
    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(status, List.of(Map.entry("Content-Type", contentType)), body, Optional.empty(), NOTHING);
    }

    /** A plain text answer, as error bodies are. */
    public static HttpResponse text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpResponse json(int status, byte[] body) {
        return of(status, "application/json", body);
    }

    /**
     * A chunked answer that stays open. Either {@code opened} is called, once the header is on its way, or {@code abandoned}, when the
     * client has gone before.
     */
    public static HttpResponse stream(int status, String contentType, Consumer<HttpStream> opened, Runnable abandoned) {
        return new HttpResponse(status, List.of(Map.entry("Content-Type", contentType)), new byte[0], Optional.of(opened), abandoned);
    }

    /** The same answer with one more header. */
    public HttpResponse with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new HttpResponse(status, more, body, stream, abandoned);
    }

    public int status() {
        return status;
    }

    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public Optional<Consumer<HttpStream>> stream() {
        return stream;
    }

    /** To be run, instead of {@link #stream()}, when a stream cannot be opened because its client has gone. */
    public Runnable abandoned() {
        return abandoned;
    }
}
