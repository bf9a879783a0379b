package org.tepui.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tepui.api.http.HttpEndpoints;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** Commands that show the cluster, from what the endpoints of this process say. */
@Component(service = ClusterCommands.class, property = {"osgi.command.scope=tepui", "osgi.command.function=agents",
    "osgi.command.function=frameworks", "osgi.command.function=roles", "osgi.command.function=offers", "osgi.command.function=startup",
    "osgi.command.function=health"})
public final class ClusterCommands {

    private static final long WAIT_SECONDS = 30;

    private final HttpEndpoints endpoints;
    private final ObjectMapper mapper = new ObjectMapper();

    @Activate
    public ClusterCommands(@Reference HttpEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Descriptor("lists the agents")
    public String agents() {
        Table table = new Table("ID", "HOSTNAME", "ACTIVE", "RESOURCES", "USED", "OFFERED");
        for (JsonNode agent : get("/master/state").path("slaves")) {
            table.row(text(agent, "id"), text(agent, "hostname"), text(agent, "active"), resources(agent.path("resources")),
                    resources(agent.path("used_resources")), resources(agent.path("offered_resources")));
        }
        return table.toString();
    }

    @Descriptor("lists the frameworks")
    public String frameworks() {
        Table table = new Table("ID", "NAME", "ROLES", "CONNECTED", "TASKS", "USED", "OFFERED");
        for (JsonNode framework : get("/master/state").path("frameworks")) {
            table.row(text(framework, "id"), text(framework, "name"), rolesOf(framework), text(framework, "connected"),
                    framework.path("tasks").size(), resources(framework.path("used_resources")),
                    resources(framework.path("offered_resources")));
        }
        return table.toString();
    }

    @Descriptor("lists the roles of the frameworks")
    public String roles() {
        java.util.SortedMap<String, List<String>> names = new java.util.TreeMap<>();
        for (JsonNode framework : get("/master/state").path("frameworks")) {
            for (String role : rolesOf(framework).split(",")) {
                names.computeIfAbsent(role, any -> new ArrayList<>()).add(text(framework, "name"));
            }
        }
        Table table = new Table("ROLE", "FRAMEWORKS");
        names.forEach((role, frameworks) -> table.row(role, String.join(",", frameworks)));
        return table.toString();
    }

    @Descriptor("lists the offers that frameworks have and have not answered")
    public String offers() {
        Table table = new Table("ID", "FRAMEWORK", "AGENT", "RESOURCES");
        for (JsonNode framework : get("/master/state").path("frameworks")) {
            for (JsonNode offer : framework.path("offers")) {
                table.row(text(offer, "id"), text(framework, "name"), text(offer, "slave_id"), resources(offer.path("resources")));
            }
        }
        return table.toString();
    }

    @Descriptor("shows how this process came up")
    public String startup() {
        Table table = new Table("STEP", "STATE", "MILLISECONDS", "DETAIL");
        for (JsonNode step : get("/startup").path("steps")) {
            table.row(text(step, "name"), text(step, "state"), String.format(Locale.ROOT, "%.1f", step.path("duration_ms").asDouble()),
                    text(step, step.has("waits_for") ? "waits_for" : "detail"));
        }
        return table.toString();
    }

    @Descriptor("tells whether this process answers")
    public String health() {
        int status = ask("/master/health").status();
        if (status != 200) {
            throw new IllegalStateException("not healthy: /health is answered " + status);
        }
        return "healthy";
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String rolesOf(JsonNode framework) {
        List<String> roles = new ArrayList<>();
        framework.path("roles").forEach(role -> roles.add(role.asText()));
        return roles.isEmpty() ? text(framework, "role") : String.join(",", roles);
    }

    /** Name and amount of what there is: {@code cpus:4 mem:1024}; offers have a list of resources, others an object of sums. */
    private static String resources(JsonNode resources) {
        List<String> parts = new ArrayList<>();
        if (resources.isArray()) {
            for (JsonNode resource : resources) {
                parts.add(text(resource, "name") + (resource.has("scalar") ? ":" + amount(resource.at("/scalar/value")) : ""));
            }
        } else {
            resources.fields().forEachRemaining(field -> {
                if (!field.getValue().isNumber() || field.getValue().asDouble() != 0) {
                    parts.add(field.getKey() + ":" + amount(field.getValue()));
                }
            });
        }
        return String.join(" ", parts);
    }

    private static String amount(JsonNode value) {
        double amount = value.asDouble();
        return !value.isNumber() ? value.asText() : amount == Math.rint(amount) ? Long.toString((long) amount) : Double.toString(amount);
    }

    private JsonNode get(String path) {
        HttpResponse response = ask(path);
        if (response.status() != 200) {
            throw new IllegalStateException(path + " is answered " + response.status() + ": " + response.text());
        }
        try {
            return mapper.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(path + " is not answered in JSON: " + e.getMessage(), e);
        }
    }

    private HttpResponse ask(String path) {
        try {
            return endpoints.ask(HttpRequest.get(path)).toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(path + " was not answered within " + WAIT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(path + " failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
