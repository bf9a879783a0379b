package org.tepui.flags.agent;

import static org.tepui.flags.Feature.refuse;
import static org.tepui.flags.Feature.warn;
import static org.tepui.flags.type.FlagTypes.DURATION;
import static org.tepui.flags.type.FlagTypes.PATH;
import static org.tepui.flags.type.FlagTypes.SECRET;
import static org.tepui.flags.type.FlagTypes.SIZE;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;

import java.time.Duration;
import java.util.Set;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagTable;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.NetworkFlags;
import org.tepui.flags.Program;
import org.tepui.flags.type.FlagTypes;
import org.tepui.flags.type.SecretText;

/** The flags of the agent: typed keys for those it uses, and {@link #TABLE} with all it knows. */
public final class AgentFlags {
    private static final FlagTable.Builder ALL =
        FlagTable.builder("MESOS_").addAll(LoggingFlags.ALL).addAll(NetworkFlags.ALL).addAll(LaterFlags.read());
    private static final Set<String> ISOLATORS = Set.of("posix/cpu", "posix/mem");

    public static final Flag<Boolean> VERSION = ALL.add(Flag.of("version", SWITCH).group("general").defaultsTo("false")
        .means("Print the version and end with status 0."));
    public static final Flag<SecretText> MASTER = ALL.add(Flag.of("master", SECRET).required().group("general")
        .means("Where the master is: HOST:PORT, or file:// of a file that says so. ZooKeeper URLs are not built yet and refused."));
    public static final Flag<Integer> PORT = ALL.add(Flag.of("port", FlagTypes.PORT).group("network").defaultsTo("5051")
        .means("The port to listen on; 0 takes any free one."));
    public static final Flag<String> WORK_DIR = ALL.add(Flag.of("work_dir", TEXT).required().group("general")
        .means("The directory for sandboxes and for what must outlive the agent."));
    public static final Flag<String> RUNTIME_DIR = ALL.add(Flag.of("runtime_dir", TEXT).group("general")
        .means("The directory for what outlives the agent but not the machine. Without it a directory below /var/run or below the "
            + "temporary directory."));
    public static final Flag<String> CACHE_DIR = ALL.add(Flag.of("cache_dir", TEXT).own().group("general")
        .means("A writable directory for the bundle cache; needed when the distribution itself cannot be written to."));
    public static final Flag<Duration> START_DEADLINE = ALL.add(Flag.of("start_deadline", DURATION).own().group("general")
        .defaultsTo("30secs").means("For how long a step of the start waits for a service before the start fails.")
        .check(value -> !value.isZero(), "the value must be above zero"));
    public static final Flag<String> RESOURCES = ALL.add(Flag.of("resources", TEXT).group("resources")
        .means("What the agent offers, as 'cpus:2;mem:512;ports:[31000-32000]' or JSON; what is not named is detected."));
    public static final Flag<String> DEFAULT_ROLE = ALL.add(Flag.of("default_role", TEXT).group("resources").defaultsTo("*")
        .means("The role of resources that name none."));
    public static final Flag<String> ATTRIBUTES = ALL.add(Flag.of("attributes", TEXT).group("resources")
        .means("What distinguishes this agent, as 'rack:7;os:linux'."));
    public static final Flag<String> CREDENTIAL = ALL.add(Flag.of("credential", PATH).group("access")
        .means("A JSON file with the principal and secret of the agent; without it the agent does not authenticate."));
    public static final Flag<Duration> AUTHENTICATION_BACKOFF_FACTOR =
        ALL.add(Flag.of("authentication_backoff_factor", DURATION).group("access").defaultsTo("1secs")
            .means("How long the agent waits after a fault of the master's before it authenticates again."));
    public static final Flag<Duration> AUTHENTICATION_TIMEOUT_MIN =
        ALL.add(Flag.of("authentication_timeout_min", DURATION).group("access").defaultsTo("5secs")
            .means("The longest first exchange; doubled each time it is not over in time."));
    public static final Flag<Duration> AUTHENTICATION_TIMEOUT_MAX =
        ALL.add(Flag.of("authentication_timeout_max", DURATION).group("access").defaultsTo("1mins")
            .means("The longest exchange after many."));
    public static final Flag<String> LAUNCHER = ALL.add(Flag.of("launcher", TEXT).group("containers").defaultsTo("posix")
        .means("How processes are started; posix is built.")
        .feature(refuse("only the launcher posix is built, processes would not be isolated as asked")));
    public static final Flag<String> ISOLATION = ALL.add(Flag.of("isolation", TEXT).group("containers")
        .defaultsTo("posix/cpu,posix/mem").means("The isolators, separated by commas; posix/cpu and posix/mem are built.")
        .feature(refuse("only posix/cpu and posix/mem are built, tasks would not be isolated as asked"))
        .harmlessWhen(text -> text.isEmpty() || ISOLATORS.containsAll(Set.copyOf(java.util.Arrays.asList(text.split(","))))));
    public static final Flag<String> CONTAINERIZERS = ALL.add(Flag.of("containerizers", TEXT).group("containers").defaultsTo("mesos")
        .means("The containerizers, separated by commas; mesos is built.")
        .feature(refuse("only the containerizer mesos is built")));
    public static final Flag<Boolean> SWITCH_USER = ALL.add(Flag.of("switch_user", SWITCH).group("containers").defaultsTo("true")
        .means("Whether tasks run as the user that the framework names; needs an agent that runs as root."));
    public static final Flag<String> RECOVER = ALL.add(Flag.of("recover", TEXT).group("recovery").defaultsTo("reconnect")
        .means("What a restarted agent does with running tasks: reconnect, or cleanup (kill them).")
        .check(value -> value.equals("reconnect") || value.equals("cleanup"), "the value must be reconnect or cleanup"));
    public static final Flag<Boolean> STRICT = ALL.add(Flag.of("strict", SWITCH).group("recovery").defaultsTo("true")
        .means("Whether an error in recovered state ends the agent."));
    public static final Flag<Duration> EXECUTOR_SHUTDOWN_GRACE_PERIOD =
        ALL.add(Flag.of("executor_shutdown_grace_period", DURATION).group("containers").defaultsTo("5secs")
            .means("How long an executor may take to end after it was asked to."));
    public static final Flag<Duration> GC_DELAY = ALL.add(Flag.of("gc_delay", DURATION).group("containers").defaultsTo("1weeks")
        .means("How long a sandbox is kept after something was written to it last."));
    public static final Flag<Duration> REGISTRATION_BACKOFF_FACTOR =
        ALL.add(Flag.of("registration_backoff_factor", DURATION).group("general").defaultsTo("1secs")
            .means("The longest first wait before the agent registers; doubled with each try."));
    public static final Flag<Long> MAX_COMPLETED_EXECUTORS_PER_FRAMEWORK =
        ALL.add(Flag.of("max_completed_executors_per_framework", SIZE).group("general").defaultsTo("150")
            .means("How many finished executors of a framework are kept in memory."));
    public static final Flag<Boolean> SYSTEMD_ENABLE_SUPPORT = ALL.add(Flag.of("systemd_enable_support", SWITCH).group("containers")
        .defaultsTo("true").means("Whether systemd is told of the tasks, so that it leaves them alone when the agent ends.")
        .feature(warn("there is no support for systemd")).harmlessWhen(value -> !value));

    public static final FlagTable TABLE = ALL.build();

    /** The agent as a program; what {@code --version} says is the Mesos line that clients know. */
    public static final Program PROGRAM = new Program("tepui agent", "mesos 1.12.0", TABLE, AgentFlagChecks::check);

    private AgentFlags() {}
}
