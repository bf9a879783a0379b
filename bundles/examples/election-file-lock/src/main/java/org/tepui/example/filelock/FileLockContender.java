package org.tepui.example.filelock;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterContender;

/**
 * Of masters that share a disk, the one that holds the lock {@code FILE.lock} leads, and writes into {@code FILE} who it is; the others stand by.
 * A lock goes with its process, however that ends, and another master has it within half a second.
 */
@Component(configurationPid = "file-lock", property = "tepui.module.name=file-lock")
public final class FileLockContender implements MasterContender {

    private static final long AGAIN_MILLIS = 500;

    @Activate Conf conf;
    /** Does everything, one after the other. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "contender-file-lock"));
    private CompletableFuture<String> lost = new CompletableFuture<>();
    private FileChannel channel;
    private FileLock lock;

    @Deactivate
    public void stop() {
        withdraw();
        thread.shutdown();
    }

    @Override
    public CompletionStage<CompletionStage<String>> contend(Leader candidate) {
        CompletableFuture<CompletionStage<String>> entered = new CompletableFuture<>();
        thread.execute(() -> {
            lost = new CompletableFuture<>();
            take(candidate, entered::completeExceptionally);
            entered.complete(lost);
        });
        return entered;
    }

    /** Takes the lock now, or later. */
    private void take(Leader candidate, Consumer<Exception> failed) {
        try {
            channel = channel == null ? FileChannel.open(Path.of(conf.file() + ".lock"), CREATE, WRITE) : channel;
            lock = channel.tryLock();
            if (lock == null) {
                thread.schedule(() -> again(candidate, lost), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                Files.writeString(Path.of(conf.file()), String.join("\n", candidate.id(), candidate.pid(), candidate.hostname(),
                    Integer.toString(candidate.port()), Base64.getEncoder().encodeToString(candidate.wire()), ""));
            }
        } catch (IOException | RuntimeException e) {
            failed.accept(new IOException("conf/file-lock.json must name a file, not '" + conf.file() + "': " + e, e));
        }
    }

    private void again(Leader candidate, CompletableFuture<String> candidacy) {
        if (!candidacy.isDone()) {
            take(candidate, candidacy::completeExceptionally);
        }
    }

    @Override
    public void withdraw() {
        if (!thread.isShutdown()) {
            thread.execute(this::leave);
        }
    }

    private void leave() {
        try (FileChannel left = channel) {
            channel = null;
            if (lock != null) {
                Files.deleteIfExists(Path.of(conf.file()));
            }
            lost.complete("the candidacy was withdrawn");
        } catch (IOException | RuntimeException e) {
            lost.complete(conf.file() + " cannot be used: " + e);
        }
    }
}
