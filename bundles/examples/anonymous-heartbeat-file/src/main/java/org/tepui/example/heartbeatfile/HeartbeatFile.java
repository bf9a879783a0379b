package org.tepui.example.heartbeatfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.tepui.api.module.Anonymous;

/**
 * Writes the time into a file, for whoever watches this process from outside. Parameters: {@code file}, without which it does not exist;
 * {@code millis} between two times, 1000 without.
 */
@Component(service = Anonymous.class, configurationPid = "heartbeat-file", configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "tepui.module.name=heartbeat-file")
public final class HeartbeatFile implements Anonymous {

    private final Path file;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    /** @throws IOException when the file cannot be written: the module is not created */
    @Activate
    public HeartbeatFile(Map<String, Object> parameters) throws IOException {
        file = Path.of(parameters.get("file").toString());
        long millis = Long.parseLong(parameters.getOrDefault("millis", "1000").toString());
        write();
        thread.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            write();
        } catch (IOException e) {
            // Tried again: what watches the file sees that it gets old.
            return;
        }
    }

    private void write() throws IOException {
        Files.writeString(file, Instant.now() + "\n");
    }

    /** Nothing may be left when the bundle goes. */
    @Deactivate
    void stop() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(1, TimeUnit.SECONDS);
    }
}
