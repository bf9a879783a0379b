package org.tepui.example.filelock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterDetector;

/** Reads, twice a second, who leads in the file that {@link FileLockContender} writes. Who leads no more stands there until another does. */
@Component(configurationPid = "file-lock", property = "tepui.module.name=file-lock")
public final class FileLockDetector implements MasterDetector {

    private static final long AGAIN_MILLIS = 500;

    private record Waiting(Optional<Leader> previous, CompletableFuture<Optional<Leader>> stage) { }

    private final Path file;
    private final List<Waiting> waiting = new ArrayList<>();
    /** Does everything, one after the other. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "detector-file-lock"));

    @Activate
    public FileLockDetector(Conf conf) {
        file = Path.of(conf.file());
        thread.scheduleWithFixedDelay(this::look, AGAIN_MILLIS, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void stop() {
        thread.execute(() -> fail(new IllegalStateException("the detector was stopped")));
        thread.shutdown();
    }

    @Override
    public CompletionStage<Optional<Leader>> detect(Optional<Leader> previous) {
        CompletableFuture<Optional<Leader>> stage = new CompletableFuture<>();
        thread.execute(() -> {
            waiting.add(new Waiting(previous, stage));
            look();
        });
        return stage;
    }

    private void look() {
        try {
            Optional<Leader> now = Files.isRegularFile(file) ? leader(Files.readAllLines(file)) : Optional.empty();
            waiting.removeIf(each -> !each.previous().equals(now) && each.stage().complete(now));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Exception cause) {
        waiting.removeIf(each -> each.stage().completeExceptionally(cause));
    }

    /** Half a file, while it is being written, tells nothing. */
    private static Optional<Leader> leader(List<String> lines) {
        return lines.size() < 5 ? Optional.empty() : Optional.of(Leader.of(lines.get(0), lines.get(1), lines.get(2),
            Integer.parseInt(lines.get(3)), Base64.getDecoder().decode(lines.get(4))));
    }
}
