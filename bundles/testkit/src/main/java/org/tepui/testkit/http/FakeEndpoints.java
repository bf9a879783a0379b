package org.tepui.testkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.http.HttpEndpoints;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** The endpoints of a process that is not there: they answer what a test has told them, and remember who asked. */
public final class FakeEndpoints implements HttpEndpoints {

    private final Map<String, HttpResponse> answers = new TreeMap<>();
    private final List<HttpRequest> asked = new ArrayList<>();

    public FakeEndpoints answer(String path, HttpResponse response) {
        answers.put(path, response);
        return this;
    }

    @Override
    public CompletionStage<HttpResponse> ask(HttpRequest request) {
        asked.add(request);
        return CompletableFuture.completedFuture(answers.getOrDefault(request.path(), HttpResponse.text(404, "404 Not Found.")));
    }

    /** Every request, in order. */
    public List<HttpRequest> asked() {
        return List.copyOf(asked);
    }
}
