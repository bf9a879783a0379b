package org.tepui.shell;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleDifference;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleInfo;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.Modules;

/** Commands about modules: what is there, and what the master uses. */
@Component(service = ModuleCommands.class, property = {"osgi.command.scope=tepui", "osgi.command.function=modules",
    "osgi.command.function=faults", "osgi.command.function=changes", "osgi.command.function=swap", "osgi.command.function=quarantine", "osgi.command.function=release"})
public final class ModuleCommands {

    private static final String WHO = "shell";
    private static final long WAIT_SECONDS = 60;

    private final Modules modules;

    @Activate
    public ModuleCommands(@Reference Modules modules) {
        this.modules = modules;
    }

    @Descriptor("lists the modules, and where something else runs than is configured")
    public String modules() {
        Table table = new Table("KIND", "NAME", "BUNDLE", "VERSION", "STATE", "REASON");
        for (ModuleInfo module : modules.list()) {
            table.row(module.kind(), module.name(), module.bundle(), module.version(), module.state(), module.reason());
        }
        StringBuilder text = new StringBuilder(table.toString());
        for (ModuleDifference difference : modules.differences()) {
            text.append('\n').append(difference);
        }
        return text.toString();
    }

    @Descriptor("tells the latest faults of the modules, with what was called, for how long, and where")
    public String faults() {
        StringBuilder text = new StringBuilder();
        for (ModuleInfo module : modules.list()) {
            for (ModuleFault fault : module.faults()) {
                Instant when = Instant.ofEpochSecond(0, fault.wallNanos()).truncatedTo(ChronoUnit.MILLIS);
                text.append(when).append(' ').append(module.kind()).append(' ').append(module.name()).append(": ").append(fault);
                if (fault.tookNanos() > 0) {
                    text.append(" after ").append(TimeUnit.NANOSECONDS.toMillis(fault.tookNanos())).append(" ms, ")
                            .append(TimeUnit.NANOSECONDS.toMillis(fault.cpuNanos())).append(" ms of CPU time");
                }
                text.append('\n');
                fault.stack().forEach(frame -> text.append("    at ").append(frame).append('\n'));
            }
        }
        return text.length() == 0 ? "No module has failed\n" : text.toString();
    }

    @Descriptor("lists what has been changed since the start")
    public String changes() {
        Table table = new Table("NUMBER", "WHEN", "KIND", "FROM", "TO", "WHO", "OUTCOME");
        for (ModuleChange change : modules.changes()) {
            Instant when = Instant.ofEpochSecond(0, change.wallNanos()).truncatedTo(ChronoUnit.MILLIS);
            table.row(change.number(), when, change.kind(), String.join(",", change.from()), String.join(",", change.to()), change.who(),
                    change.outcome());
        }
        return table.toString();
    }

    @Descriptor("puts modules in the place of those in use: swap KIND NAME[,NAME...]")
    public String swap(String kind, String names) {
        return outcome(modules.swap(kind(kind), Arrays.stream(names.split(",")).filter(name -> !name.isBlank()).toList(), WHO, ""));
    }

    @Descriptor("takes a module out of use: quarantine KIND NAME")
    public String quarantine(String kind, String name) {
        return outcome(modules.quarantine(kind(kind), name, WHO, ""));
    }

    @Descriptor("makes a quarantined module one that can be chosen: release KIND NAME")
    public String release(String kind, String name) {
        return outcome(modules.release(kind(kind), name, WHO, ""));
    }

    private static ModuleKind kind(String text) {
        return ModuleKind.of(text).orElseThrow(() -> new IllegalArgumentException("There is no kind '" + text + "'; there are "
                + String.join(", ", Arrays.stream(ModuleKind.values()).map(ModuleKind::text).toList())));
    }

    private static String outcome(CompletionStage<ModuleChange> stage) {
        try {
            ModuleChange change = stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
            if (!change.done()) {
                throw new IllegalStateException(change.outcome());
            }
            return change.outcome();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Not done within " + WAIT_SECONDS + " s; see changes", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; see changes", e);
        }
    }
}
