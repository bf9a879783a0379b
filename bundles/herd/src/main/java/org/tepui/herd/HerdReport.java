package org.tepui.herd;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.tepui.herd.measure.Durations;
import org.tepui.herd.measure.Tally;

/** What a run came to, in lines for people or as one JSON object. */
final class HerdReport {

    /** Differences that are printed; all are counted. */
    static final int DIFFERENCES_SHOWN_MAX = 50;

    private final HerdOptions options;
    private final Tally tally;
    double registrationSeconds;
    double loadSeconds;
    double reregistrationSeconds;
    /** Finished while tasks were launched. */
    long finishedInLoad;
    int tasksRunning;
    long messagesDropped;
    final List<String> differences = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();

    HerdReport(HerdOptions options, Tally tally) {
        this.options = options;
        this.tally = tally;
    }

    boolean agrees() {
        return differences.isEmpty();
    }

    private double agentsPerSecond() {
        return rate(tally.registrations.sum(), registrationSeconds);
    }

    private static double rate(long count, double seconds) {
        return seconds > 0 ? count / seconds : 0;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "%d agents registered in %.2f s: %.0f agents/s", tally.registrations.sum(), registrationSeconds, agentsPerSecond());
        line(text, "%d tasks launched by %d frameworks on %d offers, %d finished in %.1f s: %.0f tasks/s; %d run on",
            tally.launched.sum(), options.frameworks(), tally.offers.sum(), finishedInLoad, loadSeconds, rate(finishedInLoad, loadSeconds), tasksRunning);
        times(text, "offer to ACCEPT answered", tally.offerToAccepted);
        times(text, "ACCEPT to TASK_RUNNING seen", tally.acceptToRunning);
        times(text, "update to acknowledgement", tally.updateToAcknowledged);
        if (options.reregister()) {
            line(text, "%d agents re-registered with their tasks in %.2f s: %.0f agents/s", tally.reregistrations.sum(),
                reregistrationSeconds, rate(tally.reregistrations.sum(), reregistrationSeconds));
        }
        line(text, "%d updates sent again, %d messages dropped by the port, %d tasks ended otherwise, %d calls refused",
            tally.updatesSentAgain.sum(), messagesDropped, tally.endedOtherwise.sum(), tally.callsRefused.sum());
        tally.surprises().forEach((what, times) -> line(text, "not expected: %s (%d)", what, times.sum()));
        refusals.forEach(refusal -> line(text, "refused: %s", refusal));
        differences.stream().limit(DIFFERENCES_SHOWN_MAX).forEach(difference -> line(text, "DIFFERS: %s", difference));
        line(text, agrees() ? "the master agrees with the herd" : "the master does not agree with the herd: %d differences", differences.size());
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static void times(StringBuilder text, String what, Durations times) {
        line(text, "%s: p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, max %.2f ms (%d)", what, times.millis(0.5), times.millis(0.9), times.millis(0.99),
            times.millis(1), times.count());
    }

    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("agents", tally.registrations.sum());
            json.writeNumberField("frameworks", options.frameworks());
            number(json, "registration_seconds", registrationSeconds);
            number(json, "agents_per_second", agentsPerSecond());
            number(json, "load_seconds", loadSeconds);
            json.writeNumberField("offers", tally.offers.sum());
            json.writeNumberField("tasks_launched", tally.launched.sum());
            json.writeNumberField("tasks_finished", tally.finished.sum());
            json.writeNumberField("tasks_ended_otherwise", tally.endedOtherwise.sum());
            json.writeNumberField("tasks_running", tasksRunning);
            number(json, "tasks_per_second", rate(finishedInLoad, loadSeconds));
            times(json, "offer_to_accepted_ms", tally.offerToAccepted);
            times(json, "accept_to_running_ms", tally.acceptToRunning);
            times(json, "update_to_acknowledged_ms", tally.updateToAcknowledged);
            json.writeNumberField("agents_reregistered", tally.reregistrations.sum());
            number(json, "reregistration_seconds", reregistrationSeconds);
            json.writeNumberField("updates_sent_again", tally.updatesSentAgain.sum());
            json.writeNumberField("messages_dropped", messagesDropped);
            json.writeObjectFieldStart("surprises");
            for (Map.Entry<String, LongAdder> surprise : tally.surprises().entrySet()) {
                json.writeNumberField(surprise.getKey(), surprise.getValue().sum());
            }
            json.writeEndObject();
            json.writeNumberField("calls_refused", tally.callsRefused.sum());
            array(json, "refusals", refusals);
            json.writeNumberField("differences_count", differences.size());
            array(json, "differences", differences);
            json.writeBooleanField("agrees", agrees());
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void array(JsonGenerator json, String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines.subList(0, Math.min(lines.size(), DIFFERENCES_SHOWN_MAX))) {
            json.writeString(line);
        }
        json.writeEndArray();
    }

    private static void times(JsonGenerator json, String name, Durations times) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", times.count());
        number(json, "p50", times.millis(0.5));
        number(json, "p90", times.millis(0.9));
        number(json, "p99", times.millis(0.99));
        number(json, "max", times.millis(1));
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeNumberField(name, Math.round(value * 100) / 100.0);
    }
}
