package org.tepui.agent.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tepui.agent.core.AgentSettings;
import org.tepui.agent.core.AgentView;
import org.tepui.agent.core.Counters;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.json.ProtoJson;

/** All routes of the agent: health, version, flags, state, metrics. */
public final class AgentEndpoints {

    private final Reader reader;
    private final Counters counters;
    private final SortedMap<String, String> flags;
    private final StateJson state;
    private final long startedMillis = System.currentTimeMillis();

    /** Asks a question about the agent on its own thread. */
    public interface Reader {
        <T> CompletableFuture<T> read(Function<AgentView, T> question);
    }

    /** @param flags every flag in words, by name @param workDir where sandboxes are */
    public AgentEndpoints(Reader reader, Counters counters, SortedMap<String, String> flags, Path workDir) {
        this.reader = reader;
        this.counters = counters;
        this.flags = flags;
        this.state = new StateJson(flags, workDir, startedMillis / 1000.0);
    }

    public List<HttpEndpoint> all() {
        return List.of(
            route("/slave(1)/health", request -> CompletableFuture.completedFuture(HttpResponse.of(200))),
            route("/slave(1)/version", this::version),
            route("/version", this::version),
            route("/slave(1)/flags", this::flags),
            route("/slave(1)/state", this::state),
            route("/slave(1)/state.json", this::state),
            route("/metrics/snapshot", this::metrics));
    }

    private static HttpEndpoint route(String path, Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
        return new HttpEndpoint() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public List<String> methods() {
                return List.of("GET", "HEAD");
            }

            @Override
            public CompletionStage<HttpResponse> handle(HttpRequest request) {
                return handler.apply(request);
            }
        };
    }

    private CompletionStage<HttpResponse> version(HttpRequest request) {
        return CompletableFuture.completedFuture(json(out -> out.writeStringField("version", AgentSettings.WIRE_VERSION)));
    }

    private CompletionStage<HttpResponse> flags(HttpRequest request) {
        return CompletableFuture.completedFuture(json(out -> StateJson.flags(out, flags)));
    }

    private CompletionStage<HttpResponse> state(HttpRequest request) {
        return reader.read(view -> json(out -> state.write(out, view)));
    }

    private CompletionStage<HttpResponse> metrics(HttpRequest request) {
        return reader.read(view -> json(out -> {
            for (Map.Entry<String, Double> metric : metrics(view).entrySet()) {
                StateJson.number(out, metric.getKey(), metric.getValue());
            }
        }));
    }

    private SortedMap<String, Double> metrics(AgentView view) {
        SortedMap<String, Double> all = new TreeMap<>();
        counters.snapshot().forEach((name, count) -> all.put(name, count.doubleValue()));
        all.put("slave/frameworks_active", (double) view.frameworks().size());
        all.put("slave/registered", view.state().equals("RUNNING") ? 1.0 : 0.0);
        all.put("slave/uptime_secs", (System.currentTimeMillis() - startedMillis) / 1000.0);
        for (String state : List.of("staging", "starting", "running", "killing")) {
            all.put("slave/tasks_" + state, 0.0);
        }
        for (AgentView.Framework framework : view.frameworks()) {
            for (AgentView.RunningTask task : framework.tasks()) {
                String name = "slave/" + task.task().getState().name().toLowerCase(java.util.Locale.ROOT).replace("task_", "tasks_");
                if (List.of("slave/tasks_staging", "slave/tasks_starting", "slave/tasks_running", "slave/tasks_killing").contains(name)) {
                    all.merge(name, 1.0, Double::sum);
                }
            }
        }
        ResourceSums.of(view.info().getResourcesList()).forEach((name, value) -> all.put("slave/" + name + "_total", value));
        return all;
    }

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private static HttpResponse json(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = ProtoJson.generator(bytes)) {
            out.writeStartObject();
            body.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpResponse.json(200, bytes.toByteArray());
    }
}
