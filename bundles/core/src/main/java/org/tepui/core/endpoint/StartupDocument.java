package org.tepui.core.endpoint;

import java.util.List;
import org.tepui.core.startup.Step;

/** {@code /startup}: the sequence with state and duration of each step. */
final class StartupDocument {

    private static final double MILLI = 1e6;

    private StartupDocument() {
    }

    static byte[] bytes(Identity identity, List<Step> steps) {
        return Json.bytes(4096, json -> {
            json.writeStartObject();
            json.writeStringField("tepui_version", identity.tepuiVersion());
            Json.array(json, "steps", array -> {
                for (Step step : steps) {
                    array.writeStartObject();
                    array.writeStringField("name", step.name());
                    array.writeStringField("state", step.state().name());
                    if (step.state() != Step.State.PENDING) {
                        Json.number(array, "started_ms", Math.round(step.startedNanos() / 1000.0) * 1000 / MILLI);
                        Json.number(array, "duration_ms", Math.round(step.durationNanos() / 1000.0) * 1000 / MILLI);
                    }
                    if (step.waitsFor().isPresent()) {
                        array.writeStringField("waits_for", step.waitsFor().get());
                    }
                    if (!step.detail().isEmpty()) {
                        array.writeStringField("detail", step.detail());
                    }
                    array.writeEndObject();
                }
            });
            json.writeEndObject();
        });
    }
}
