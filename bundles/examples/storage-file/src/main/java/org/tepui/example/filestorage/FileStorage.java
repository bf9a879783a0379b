package org.tepui.example.filestorage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Storage;
import org.tepui.api.registry.Variable;

/**
 * The registry in one file, a line a variable: its name, version and value. A batch writes a new file and puts it in the place of the old one, so
 * what was answered is on the disk and half a batch never is. Read anew each time: masters may share it, one at a time. For small clusters.
 */
@Component(configurationPid = "one-file", property = "tepui.module.name=one-file")
public final class FileStorage implements Storage {

    /** {@code conf/one-file.json}: <code>{"file": "/var/lib/tepui/registry"}</code>, in a folder that is there. */
    public @interface Conf {
        /** Without it every call fails. */
        String file() default "";
    }

    /** What works on all variables by name. */
    private interface Work<T> {
        T on(TreeMap<String, Variable> all) throws IOException;
    }

    private static final int NAME_BYTES_MAX = 1024;
    /** No variable has this name: its version is the last that was given, so that none is given twice. */
    private static final Variable NOTHING = Variable.of("", 0, new byte[0]);

    @Activate Conf conf;

    @Override
    public CompletionStage<Optional<Variable>> fetch(String name) {
        return answer(all -> Optional.ofNullable(all.get(name)));
    }

    @Override
    public CompletionStage<List<Variable>> scan(String prefix) {
        return answer(all -> all.tailMap(NOTHING.name(), false).values().stream().filter(each -> each.name().startsWith(prefix)).toList());
    }

    @Override
    public CompletionStage<Optional<List<Long>>> commit(List<Change> changes) {
        return answer(all -> {
            Set<String> names = new HashSet<>();
            changes.forEach(change -> check(change, names.add(change.name())));
            if (changes.stream().anyMatch(change -> all.getOrDefault(change.name(), NOTHING).version() != change.expectedVersion())) {
                return Optional.empty();
            }
            long version = all.getOrDefault(NOTHING.name(), NOTHING).version() + 1;
            all.put(NOTHING.name(), Variable.of(NOTHING.name(), version, NOTHING.value()));
            changes.forEach(change -> change.value().ifPresentOrElse(
                value -> all.put(change.name(), Variable.of(change.name(), version, value)), () -> all.remove(change.name())));
            List<String> lines = all.values().stream().map(each -> URLEncoder.encode(each.name(), UTF_8) + " " + each.version() + " "
                + Base64.getEncoder().encodeToString(each.value())).toList();
            Path next = Files.write(Path.of(conf.file() + ".new"), lines, CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
            Files.move(next, Path.of(conf.file()), ATOMIC_MOVE);
            return Optional.of(changes.stream().map(change -> change.value().isPresent() ? version : 0).toList());
        });
    }

    private void check(Change change, boolean first) {
        if (!first || change.name().isEmpty() || change.name().getBytes(UTF_8).length > NAME_BYTES_MAX || change.name().indexOf(0) >= 0
            || change.value().filter(value -> value.length > valueBytesMax()).isPresent()) {
            throw new IllegalArgumentException("'" + change.name() + "' is no name, stands twice, or has too long a value");
        }
    }

    private <T> CompletionStage<T> answer(Work<T> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                TreeMap<String, Variable> all = new TreeMap<>();
                for (String line : Files.exists(Path.of(conf.file())) ? Files.readAllLines(Path.of(conf.file())) : List.<String>of()) {
                    String[] words = line.split(" ", -1);
                    String name = URLDecoder.decode(words[0], UTF_8);
                    all.put(name, Variable.of(name, Long.parseLong(words[1]), Base64.getDecoder().decode(words[2])));
                }
                return work.on(all);
            } catch (IOException e) {
                throw new UncheckedIOException("'" + conf.file() + "' of conf/one-file.json cannot be used: " + e.getMessage(), e);
            }
        });
    }
}
