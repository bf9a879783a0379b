package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.module.ManageModules;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleDifference;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleInfo;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.Modules;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.View;

/**
 * {@code /tepui/modules}: GET tells the modules and their latest changes, POST makes a change. The gate asks for {@link ManageModules} on some
 * kind; here it is asked for each kind that is told, and for the one that is changed.
 */
public final class ModuleCalls {

    private static final String PATH = "/tepui/modules";

    private final Modules modules;
    private final Approvers approvers;

    private ModuleCalls(Modules modules, Approvers approvers) {
        this.modules = modules;
        this.approvers = approvers;
    }

    public static HttpEndpoint route(Modules modules, Approvers approvers) {
        return Route.async(PATH, List.of("GET", "POST"), Optional.of(Route.READ_WRITE), new ModuleCalls(modules, approvers)::handle)
                .needing(ManageModules.ofSomeKind());
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request) {
        if (!request.path().equals(PATH)) {
            return answer(HttpResponse.text(404, "404 Not Found."));
        }
        return request.method().equals("GET") ? list(request) : change(request);
    }

    private static CompletionStage<HttpResponse> answer(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    private CompletionStage<HttpResponse> list(HttpRequest request) {
        CompletableFuture<Set<ModuleKind>> kinds = CompletableFuture.completedFuture(EnumSet.noneOf(ModuleKind.class));
        for (ModuleKind kind : ModuleKind.values()) {
            kinds = kinds.thenCombine(View.may(approvers, request.identity(), ManageModules.ACTION, kind.text()), (allowed, may) -> {
                if (may) {
                    allowed.add(kind);
                }
                return allowed;
            });
        }
        return kinds.thenApply(allowed -> allowed.isEmpty() ? MasterRoutes.FORBIDDEN : HttpResponse.json(200, document(allowed)));
    }

    private CompletionStage<HttpResponse> change(HttpRequest request) {
        ModuleCall call;
        try {
            call = ModuleCall.parse(request.body());
        } catch (IllegalArgumentException e) {
            return answer(HttpResponse.text(400, e.getMessage()));
        }
        String who = request.principal().orElseGet(() -> request.identity().isPresent() ? "a principal without a value" : "a client of this machine");
        return View.may(approvers, request.identity(), ManageModules.ACTION, call.kind().text()).thenCompose(may -> !may ? answer(MasterRoutes.FORBIDDEN)
                : make(call, who).thenApply(change -> HttpResponse.json(change.done() ? 200 : 409,
                        Json.bytes(512, json -> write(json, change)))));
    }

    private CompletionStage<ModuleChange> make(ModuleCall call, String who) {
        return switch (call.action()) {
            case "swap" -> modules.swap(call.kind(), call.names(), who, call.why());
            case "quarantine" -> modules.quarantine(call.kind(), call.names().get(0), who, call.why());
            default -> modules.release(call.kind(), call.names().get(0), who, call.why());
        };
    }

    private byte[] document(Set<ModuleKind> kinds) {
        return Json.bytes(8 * 1024, json -> {
            json.writeStartObject();
            Json.array(json, "modules", out -> {
                for (ModuleInfo module : modules.list()) {
                    if (kinds.contains(module.kind())) {
                        write(out, module);
                    }
                }
            });
            Json.array(json, "differences", out -> {
                for (ModuleDifference difference : modules.differences()) {
                    if (kinds.contains(difference.kind())) {
                        write(out, difference);
                    }
                }
            });
            Json.array(json, "changes", out -> {
                for (ModuleChange change : modules.changes()) {
                    if (kinds.contains(change.kind())) {
                        write(out, change);
                    }
                }
            });
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, ModuleInfo module) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", module.kind().text());
        json.writeStringField("name", module.name());
        json.writeStringField("bundle", module.bundle());
        json.writeStringField("version", module.version());
        json.writeStringField("state", module.state().text());
        json.writeBooleanField("configured", module.configured());
        json.writeStringField("reason", module.reason());
        faults(json, "faults", module.faults());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ModuleDifference difference) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", difference.kind().text());
        names(json, "running", difference.running());
        names(json, "configured", difference.configured());
        json.writeStringField("by", difference.by());
        json.writeStringField("line", difference.toString());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ModuleChange change) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", change.number());
        json.writeNumberField("time_ns", change.wallNanos());
        json.writeStringField("kind", change.kind().text());
        names(json, "from", change.from());
        names(json, "to", change.to());
        json.writeStringField("who", change.who());
        json.writeStringField("why", change.why());
        json.writeBooleanField("done", change.done());
        json.writeStringField("outcome", change.outcome());
        json.writeNumberField("epoch", change.epoch());
        json.writeNumberField("pause_ns", change.pauseNanos());
        faults(json, "evidence", change.evidence());
        json.writeEndObject();
    }

    /** Nothing for a module that never failed. */
    private static void faults(JsonGenerator json, String field, List<ModuleFault> faults) throws IOException {
        if (faults.isEmpty()) {
            return;
        }
        Json.array(json, field, out -> {
            for (ModuleFault fault : faults) {
                out.writeStartObject();
                out.writeStringField("call", fault.call());
                out.writeStringField("cause", fault.cause().text());
                out.writeStringField("input", fault.input());
                out.writeStringField("detail", fault.detail());
                out.writeNumberField("time_ns", fault.wallNanos());
                out.writeNumberField("took_ns", fault.tookNanos());
                out.writeNumberField("cpu_ns", fault.cpuNanos());
                names(out, "stack", fault.stack());
                out.writeEndObject();
            }
        });
    }

    private static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        Json.array(json, field, out -> {
            for (String name : names) {
                out.writeString(name);
            }
        });
    }
}
