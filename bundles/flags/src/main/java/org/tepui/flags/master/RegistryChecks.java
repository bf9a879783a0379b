package org.tepui.flags.master;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.Quoted;

/** Rules about where the registry is kept. Whether another name is known is for the start to find out. */
final class RegistryChecks {
    /** Two names of one thing. */
    private static final Set<String> REPLICATED_LOG = Set.of("replicated_log", "log_storage");

    private RegistryChecks() {}

    static void storage(Parsed parsed, List<FlagError> errors) {
        String registry = MasterFlags.REGISTRY.get(parsed);
        if (!REPLICATED_LOG.contains(registry)) {
            return;
        }
        Optional<String> workDir = MasterFlags.WORK_DIR.find(parsed);
        if (workDir.isEmpty()) {
            errors.add(FlagError.of(parsed, MasterFlags.WORK_DIR,
                "needed for --registry=" + registry + ", but not given (or keep the registry in memory with --registry=in_memory)"));
            return;
        }
        Optional<String> obstacle = obstacle(workDir.get());
        if (obstacle.isPresent()) {
            errors.add(FlagError.of(parsed, MasterFlags.WORK_DIR, "directory " + Quoted.of(workDir.get()) + " cannot be made: "
                + obstacle.get()));
        } else if (MasterFlags.ZK.isGiven(parsed) && !MasterFlags.QUORUM.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, MasterFlags.QUORUM, "needed for --registry=" + registry + " together with --zk, but not given"));
        }
        errors.add(FlagError.of(parsed, MasterFlags.REGISTRY, registry
            + " is not built yet; give --registry=in_memory, and know that the registry is then lost when the master ends"));
    }

    /** Why a directory can neither be there nor be made; makes nothing, since the start is refused anyway. */
    private static Optional<String> obstacle(String directory) {
        try {
            Path path = Path.of(directory).toAbsolutePath();
            while (path != null && !Files.exists(path)) {
                path = path.getParent();
            }
            return path == null || Files.isDirectory(path) ? Optional.empty() : Optional.of(Quoted.of(path.toString()) + " is no directory");
        } catch (InvalidPathException e) {
            return Optional.of("not a path");
        }
    }
}
