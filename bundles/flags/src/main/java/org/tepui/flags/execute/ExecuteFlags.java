package org.tepui.flags.execute;

import static org.tepui.flags.Feature.refuse;
import static org.tepui.flags.Feature.warn;
import static org.tepui.flags.type.FlagTypes.DURATION;
import static org.tepui.flags.type.FlagTypes.PASSWORD;
import static org.tepui.flags.type.FlagTypes.SECRET;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;
import static org.tepui.flags.type.FlagTypes.TEXT_SET;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.FlagTable;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Parsed;
import org.tepui.flags.Program;
import org.tepui.flags.tls.Tls;
import org.tepui.flags.type.JsonShape;
import org.tepui.flags.type.JsonText;
import org.tepui.flags.type.JsonType;
import org.tepui.flags.type.SecretText;

/** The flags of {@code tepui execute}: one command task, run and watched to its end. */
public final class ExecuteFlags {
    private static final FlagTable.Builder ALL = FlagTable.builder("MESOS_").addAll(LoggingFlags.ALL);
    private static final String NO_CONTAINERS = "containers and images are not built yet";

    public static final Flag<SecretText> MASTER = ALL.add(Flag.of("master", SECRET).required().group("task")
        .means("Where the master is: HOST:PORT."));
    public static final Flag<String> NAME = ALL.add(Flag.of("name", TEXT).required().group("task")
        .means("The name of the task, also its id."));
    public static final Flag<String> COMMAND = ALL.add(Flag.of("command", TEXT).group("task")
        .means("The command: a line for the shell, or with --no-shell a program and its arguments separated by blanks."));
    public static final Flag<Boolean> SHELL = ALL.add(Flag.of("shell", SWITCH).group("task").defaultsTo("true")
        .means("Whether a shell runs the command."));
    public static final Flag<JsonText> ENV = ALL.add(Flag.of("env", JsonType.of(JsonShape.texts())).group("task")
        .means("The environment of the task, as a JSON object of texts or file:// of one."));
    public static final Flag<String> RESOURCES = ALL.add(Flag.of("resources", TEXT).group("task").defaultsTo("cpus:1;mem:128")
        .means("What the task needs."));
    public static final Flag<String> ROLE = ALL.add(Flag.of("role", TEXT).group("framework").defaultsTo("*")
        .means("The role in which offers are taken."));
    public static final Flag<Duration> KILL_AFTER = ALL.add(Flag.of("kill_after", DURATION).group("task")
        .means("After which time the task is killed; without it never."));
    public static final Flag<String> PRINCIPAL = ALL.add(Flag.of("principal", TEXT).group("framework")
        .means("The principal of the framework."));
    public static final Flag<SecretText> SECRET_TEXT = ALL.add(Flag.of("secret", PASSWORD).group("framework")
        .means("The secret of the principal, with which every request is authenticated (scheme Basic)."));
    public static final Flag<Boolean> CHECKPOINT = ALL.add(Flag.of("checkpoint", SWITCH).group("framework").defaultsTo("false")
        .means("Whether the task outlives a restart of its agent."));
    public static final Flag<SortedSet<String>> FRAMEWORK_CAPABILITIES = ALL.add(Flag.of("framework_capabilities", TEXT_SET)
        .group("framework").means("Capabilities of the framework, such as GPU_RESOURCES, separated by commas."));
    public static final Flag<String> CONTENT_TYPE = ALL.add(Flag.of("content_type", TEXT).group("framework").defaultsTo("protobuf")
        .means("How to talk to the master: protobuf or json.")
        .check(value -> value.equals("protobuf") || value.equals("json"), "the value must be protobuf or json"));

    static {
        refused("appc_image", NO_CONTAINERS, "An appc image for the task.");
        refused("docker_image", NO_CONTAINERS, "A Docker image for the task.");
        refused("networks", NO_CONTAINERS, "Container networks of the task, separated by commas.");
        refused("volumes", NO_CONTAINERS, "Volumes of the task, as JSON.");
        refused("effective_capabilities", "Linux capabilities are not built yet", "Linux capabilities of the task, as JSON.");
        refused("bounding_capabilities", "Linux capabilities are not built yet", "The most Linux capabilities of the task, as JSON.");
        refused("rlimits", "limits of processes are not built yet", "Limits of the task's process, as JSON.");
        refused("task", "tasks given as JSON are not built yet; use --command", "A task as JSON, or file:// of one.");
        refused("task_group", "task groups are not built yet; use --command", "A group of tasks as JSON, or file:// of one.");
        refused("offer_constraints", "offer constraints are not built yet", "Which agents are wanted, as JSON.");
        ALL.add(Flag.of("tty", SWITCH).group("task").defaultsTo("false").means("Give the task a terminal.")
            .feature(refuse("terminals are not built yet")));
        ALL.add(Flag.of("containerizer", TEXT).group("task").defaultsTo("mesos").means("Who runs the task: mesos.")
            .feature(refuse("only the containerizer mesos is built")));
        ALL.add(Flag.of("package", TEXT).group("task").means("An archive to be put on HDFS for the task.")
            .feature(refuse("uploads to HDFS are not built")));
        ALL.add(Flag.of("overwrite", SWITCH).group("task").defaultsTo("false").means("Whether --package replaces an older archive.")
            .feature(warn("uploads to HDFS are not built")));
    }

    public static final FlagTable TABLE = ALL.build();

    public static final Program PROGRAM = new Program("tepui execute", "mesos 1.12.0", TABLE, ExecuteFlags::check);

    private ExecuteFlags() {}

    private static void refused(String name, String reason, String meaning) {
        ALL.add(Flag.of(name, TEXT).group("not built").means(meaning).feature(refuse(reason)));
    }

    private static void check(Parsed parsed, Map<String, String> env, List<FlagError> errors) {
        LoggingFlags.check(parsed, errors);
        Tls.of(env, Tls.Side.CLIENT, errors, new ArrayList<>());
        boolean other = TABLE.find("task").orElseThrow().isGiven(parsed) || TABLE.find("task_group").orElseThrow().isGiven(parsed);
        if (COMMAND.find(parsed).orElse("").isEmpty() && !other) {
            errors.add(FlagError.of(parsed, COMMAND, "needed, but not given; write --command='echo hi'"));
        }
        SECRET_TEXT.find(parsed).ifPresent(secret -> secret(parsed, secret.value(), errors));
    }

    private static void secret(Parsed parsed, String secret, List<FlagError> errors) {
        String principal = PRINCIPAL.find(parsed).orElse("");
        if (principal.isEmpty()) {
            errors.add(FlagError.of(parsed, PRINCIPAL, "needed with --secret, but not given"));
        }
        if (principal.indexOf(':') >= 0 || secret.indexOf(':') >= 0) {
            errors.add(FlagError.of(parsed, SECRET_TEXT, "principal and secret must not have a colon, which is what parts them in HTTP"));
        }
    }
}
