package org.tepui.core.endpoint;

import java.util.Optional;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Durations;

/** The {@code timeout} parameter of {@code /metrics/snapshot}: checked, but never needed, since every metric is ready. */
final class MetricsTimeout {

    private MetricsTimeout() {
    }

    static Optional<String> fault(String text) {
        try {
            Durations.parse(text);
            return Optional.empty();
        } catch (BadValueException e) {
            return Optional.of("Invalid timeout '" + text + "': " + e.getMessage() + ".\n");
        }
    }
}
