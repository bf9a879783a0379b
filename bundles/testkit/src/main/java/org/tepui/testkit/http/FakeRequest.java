package org.tepui.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.identity.Principal;

/** A request for a test, told in the order in which one would tell it: {@code FakeRequest.get("/master/state").from("10.0.0.1:4711").request()}. */
public final class FakeRequest {

    private final String method;
    private final String path;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private byte[] body = new byte[0];
    private String peer = "127.0.0.1:40000";
    private Optional<Principal> principal = Optional.empty();

    private FakeRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public static FakeRequest get(String path) {
        return new FakeRequest("GET", path);
    }

    public static FakeRequest post(String path, String body) {
        FakeRequest request = new FakeRequest("POST", path);
        request.body = body.getBytes(StandardCharsets.UTF_8);
        return request;
    }

    public FakeRequest query(String name, String value) {
        query.put(name, value);
        return this;
    }

    public FakeRequest header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** @param address {@code ip:port}; loopback without */
    public FakeRequest from(String address) {
        peer = address;
        return this;
    }

    /** Sent by somebody whom an authenticator knew. */
    public FakeRequest by(Principal who) {
        principal = Optional.of(who);
        return this;
    }

    public FakeRequest by(String principalValue) {
        return by(Principal.of(principalValue));
    }

    public HttpRequest request() {
        return HttpRequest.of(method, path, new LinkedHashMap<>(query), headers, body, peer, true, principal);
    }
}
