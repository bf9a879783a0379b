package org.tepui.example.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpEndpoints;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/**
 * {@code /metrics/prometheus}: what {@code /metrics/snapshot} says, in the text format of Prometheus. Asked in the name of whoever asks, so
 * that nobody sees more here than there. {@code master/tasks_running} becomes {@code mesos_master_tasks_running}.
 */
@Component(property = "tepui.module.name=prometheus")
public final class PrometheusEndpoint implements HttpEndpoint {

    /** A flat object of numbers. */
    private static final Pattern METRIC = Pattern.compile("\"([^\"]+)\":\\s*([-+0-9.eE]+)");
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpEndpoints endpoints;

    @Activate
    public PrometheusEndpoint(@Reference HttpEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public String path() {
        return "/metrics/prometheus";
    }

    @Override
    public List<String> methods() {
        return List.of("GET", "HEAD");
    }

    @Override
    public Optional<String> realm() {
        return Optional.of("mesos-master-readonly");
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        HttpRequest snapshot = HttpRequest.get("/metrics/snapshot");
        return endpoints.ask(request.identity().map(snapshot::as).orElse(snapshot))
            .thenApply(answer -> answer.status() == 200 ? HttpResponse.of(200, CONTENT_TYPE, render(answer.text())) : answer);
    }

    private static byte[] render(String json) {
        // Two names may become one, and Prometheus takes no name twice.
        Map<String, String> metrics = new TreeMap<>();
        for (Matcher metric = METRIC.matcher(json); metric.find();) {
            metrics.putIfAbsent("mesos_" + metric.group(1).replaceAll("[^a-zA-Z0-9_]", "_"), metric.group(2));
        }
        StringBuilder text = new StringBuilder();
        metrics.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
