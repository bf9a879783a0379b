package org.tepui.agent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.agent.core.ResourceStore;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.internal.CheckpointResourcesMessage;

/** Keeps the list in {@code meta/resources/resources.info} of the work directory, replaced as a whole. */
public final class FileResourceStore implements ResourceStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileResourceStore.class);

    private final Path file;

    public FileResourceStore(Path workDir) {
        this.file = workDir.resolve("meta").resolve("resources").resolve("resources.info");
    }

    @Override
    public List<Resource> load() {
        try {
            return CheckpointResourcesMessage.parseFrom(Files.readAllBytes(file)).getResourcesList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkpointed resources in " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void save(List<Resource> resources) {
        Path next = file.resolveSibling("resources.info.next");
        try {
            Files.createDirectories(file.getParent());
            Files.write(next, CheckpointResourcesMessage.newBuilder().addAllResources(resources).build().toByteArray());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the checkpointed resources to " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void remove(List<Path> directories) {
        for (Path directory : directories) {
            LOG.info("Volume {} was destroyed: its data is removed", directory);
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (NoSuchFileException e) {
                LOG.info("Volume {} was never used", directory);
            } catch (IOException e) {
                LOG.error("Cannot remove the data of the destroyed volume {}: {}", directory, e.toString());
            }
        }
    }
}
