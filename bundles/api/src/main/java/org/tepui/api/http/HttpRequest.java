package org.tepui.api.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tepui.api.identity.Principal;

/** A request, received whole. Immutable; {@link #body()} must not be modified by its reader. */
public final class HttpRequest {

    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final String peer;
    private final boolean keepAlive;
    private final Optional<Principal> identity;

    private HttpRequest(String method, String path, Map<String, String> query, List<Map.Entry<String, String>> headers, byte[] body,
            String peer, boolean keepAlive, Optional<Principal> identity) {
        this.method = Objects.requireNonNull(method);
        this.path = Objects.requireNonNull(path);
        this.query = Objects.requireNonNull(query);
        this.headers = List.copyOf(headers);
        this.body = Objects.requireNonNull(body);
        this.peer = Objects.requireNonNull(peer);
        this.keepAlive = keepAlive;
        this.identity = Objects.requireNonNull(identity);
    }

    /**
     * @param path path after the delegate rule, percent-decoded, without query and trailing slash
     * @param query decoded pairs in the order of the request; of equal names the last one
     * @param headers names as sent, in the order of the request
     * @param body decoded body (transfer and content encoding removed), empty when there is none
     * @param peer {@code ip:port} of the client
     */
    public static HttpRequest of(String method, String path, Map<String, String> query, List<Map.Entry<String, String>> headers,
            byte[] body, String peer, boolean keepAlive, Optional<Principal> identity) {
        return new HttpRequest(method, path, query, headers, body, peer, keepAlive, identity);
    }

    /** A GET from within the process: without query, headers, peer and principal. */
    public static HttpRequest get(String path) {
        return new HttpRequest("GET", path, Map.of(), List.of(), new byte[0], "", false, Optional.empty());
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public Map<String, String> query() {
        return query;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** First header of that name, letter case ignored. */
    public Optional<String> header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return Optional.of(header.getValue());
            }
        }
        return Optional.empty();
    }

    public byte[] body() {
        return body;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String peer() {
        return peer;
    }

    public boolean keepAlive() {
        return keepAlive;
    }

    /** Who was authenticated; empty when the realm has no authenticator. */
    public Optional<Principal> identity() {
        return identity;
    }

    /** The value of the authenticated principal: empty without one, and for a principal of claims alone. */
    public Optional<String> principal() {
        return identity.flatMap(Principal::value);
    }

    /** The same request, sent by that principal. */
    public HttpRequest as(Principal principal) {
        return new HttpRequest(method, path, query, headers, body, peer, keepAlive, Optional.of(principal));
    }
}
