package org.tepui.execute;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.api.resource.Resources;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.TlsSetup;
import org.tepui.execute.scheduler.Task;
import org.tepui.execute.scheduler.TaskWatch;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;
import org.tepui.flags.execute.ExecuteFlags;
import org.tepui.flags.tls.Tls;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.Environment;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.FrameworkInfo.Capability;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourcesFlag;
import org.tepui.protocol.v1.Encoding;

/** {@code tepui execute}: runs one command task and prints each of its states; exit status 0 when, and only when, it finished. */
public final class Execute {

    /** How long the task lives on without this program before the master takes it down. */
    private static final double FAILOVER_SECONDS = 60;

    private Execute() {
    }

    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), System.getenv(), System.out, System.err));
    }

    /** @return the exit status */
    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        Outcome outcome = ExecuteFlags.PROGRAM.start(args, environment);
        if (!outcome.goesOn()) {
            out.print(outcome.out());
            err.print(outcome.err());
            return outcome.exit().getAsInt();
        }
        outcome.parsed().warnings().forEach(err::println);
        Thread hook = null;
        try {
            Execution execution = execution(outcome.parsed(), TlsSetup.of(environment, err), out);
            hook = new Thread(execution::stop, "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            return execution.run() == TaskState.TASK_FINISHED ? 0 : 1;
        } catch (IOException e) {
            err.println("execute: " + e.getMessage());
            return 1;
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way down: the hook is what ended the run.
        }
    }

    private static Execution execution(Parsed flags, Optional<Tls> tls, PrintStream out) throws IOException {
        Address master = Address.parse(ExecuteFlags.MASTER.get(flags).value().strip()).with(tls);
        Encoding encoding = ExecuteFlags.CONTENT_TYPE.get(flags).equals("json") ? Encoding.JSON : Encoding.PROTOBUF;
        Task task = new Task(ExecuteFlags.NAME.get(flags), command(flags), resources(ExecuteFlags.RESOURCES.get(flags)));
        Optional<Duration> killAfter = ExecuteFlags.KILL_AFTER.find(flags);
        return new Execution(master, encoding, authorization(flags), framework(flags), new TaskWatch(task, out::println), killAfter, out::println);
    }

    /** Scheme Basic, as the authenticator of a master is by default. */
    private static Optional<String> authorization(Parsed flags) {
        return ExecuteFlags.SECRET_TEXT.find(flags).map(secret -> "Basic " + Base64.getEncoder().encodeToString(
            (ExecuteFlags.PRINCIPAL.get(flags) + ":" + secret.value()).getBytes(StandardCharsets.UTF_8)));
    }

    private static Resources resources(String text) throws IOException {
        try {
            return ResourcesFlag.parse(text, "*");
        } catch (InvalidResources e) {
            throw new IOException("--resources: " + e.getMessage(), e);
        }
    }

    private static CommandInfo command(Parsed flags) {
        CommandInfo.Builder command = CommandInfo.newBuilder();
        String text = ExecuteFlags.COMMAND.get(flags);
        if (ExecuteFlags.SHELL.get(flags)) {
            command.setShell(true).setValue(text);
        } else {
            List<String> words = List.of(text.strip().split("\\s+"));
            command.setShell(false).setValue(words.get(0)).addAllArguments(words);
        }
        ExecuteFlags.ENV.find(flags).ifPresent(env -> {
            Environment.Builder environment = Environment.newBuilder();
            new TreeMap<>(env.tree()).forEach((name, value) ->
                environment.addVariables(Environment.Variable.newBuilder().setName(name).setValue(String.valueOf(value))));
            command.setEnvironment(environment);
        });
        return command.build();
    }

    private static FrameworkInfo framework(Parsed flags) throws IOException {
        FrameworkInfo.Builder framework = FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("tepui-execute")
            .setFailoverTimeout(FAILOVER_SECONDS)
            .setCheckpoint(ExecuteFlags.CHECKPOINT.get(flags))
            .setRole(ExecuteFlags.ROLE.get(flags));
        ExecuteFlags.PRINCIPAL.find(flags).ifPresent(framework::setPrincipal);
        List<Capability.Type> capabilities = new ArrayList<>(List.of(Capability.Type.RESERVATION_REFINEMENT,
            Capability.Type.TASK_KILLING_STATE, Capability.Type.PARTITION_AWARE));
        for (String name : ExecuteFlags.FRAMEWORK_CAPABILITIES.find(flags).map(List::copyOf).orElse(List.of())) {
            try {
                Capability.Type type = Capability.Type.valueOf(name);
                if (!capabilities.contains(type)) {
                    capabilities.add(type);
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("--framework_capabilities: '" + name + "' is no capability", e);
            }
        }
        capabilities.forEach(type -> framework.addCapabilities(Capability.newBuilder().setType(type)));
        return framework.build();
    }
}
