package org.tepui.flags.master;

import static org.tepui.flags.Feature.refuse;
import static org.tepui.flags.Feature.warn;
import static org.tepui.flags.type.FlagTypes.BYTES;
import static org.tepui.flags.type.FlagTypes.DECIMAL;
import static org.tepui.flags.type.FlagTypes.DURATION;
import static org.tepui.flags.type.FlagTypes.INT;
import static org.tepui.flags.type.FlagTypes.PATH;
import static org.tepui.flags.type.FlagTypes.SECRET;
import static org.tepui.flags.type.FlagTypes.SIZE;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;
import static org.tepui.flags.type.FlagTypes.TEXT_SET;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagTable;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.NetworkFlags;
import org.tepui.flags.Program;
import org.tepui.flags.type.JsonText;
import org.tepui.flags.type.JsonType;
import org.tepui.flags.type.SecretText;

/** The flags of the master: typed keys, and {@link #TABLE} with all of them. Values: {@code MasterFlags.PORT.get(parsed)}. */
public final class MasterFlags {
    private static final FlagTable.Builder ALL =
        FlagTable.builder("MESOS_").addAll(LoggingFlags.ALL).addAll(NetworkFlags.ALL);

    private static final String NO_ZK = "election through ZooKeeper is not built yet, two masters would both lead; start one master without it";
    private static final String NO_RECOVERY = "there is no durable registry to recover from yet";

    // General

    public static final Flag<Boolean> VERSION = ALL.add(Flag.of("version", SWITCH).group("general").defaultsTo("false")
        .means("Print the version and end with status 0."));
    public static final Flag<Integer> PORT = ALL.add(Flag.of("port", org.tepui.flags.type.FlagTypes.PORT).group("network")
        .defaultsTo("5050").means("The port to listen on; 0 takes any free one."));
    public static final Flag<String> CLUSTER = ALL.add(Flag.of("cluster", TEXT).group("general")
        .means("The name of the cluster, shown in state and user interfaces."));
    public static final Flag<String> WORK_DIR = ALL.add(Flag.of("work_dir", TEXT).group("registry")
        .means("The directory for what must outlive the master; needed by --registry=replicated_log."));
    public static final Flag<String> WEBUI_DIR = ALL.add(Flag.of("webui_dir", TEXT).group("general").defaultsTo("webui")
        .means("The directory with the files of the web user interface.")
        .feature(warn("the web user interface is not built yet")));
    public static final Flag<Duration> START_DEADLINE = ALL.add(Flag.of("start_deadline", DURATION).own().group("general")
        .defaultsTo("30secs").means("For how long a step of the start waits for a service before the start fails.")
        .check(value -> !value.isZero(), "the value must be above zero"));
    public static final Flag<String> CACHE_DIR = ALL.add(Flag.of("cache_dir", TEXT).own().group("general")
        .means("A writable directory for the bundle cache; needed when the distribution itself cannot be written to."));
    public static final Flag<String> DEPLOY_DIR = ALL.add(Flag.of("deploy_dir", TEXT).own().group("general")
        .means("The directory whose bundles are deployed while the master runs; deploy/ of the distribution without."));
    public static final Flag<String> CONF_DIR = ALL.add(Flag.of("conf_dir", TEXT).own().group("general")
        .means("The directory whose .cfg and .json files configure modules; conf/ of the distribution without. It is never written to."));
    public static final Flag<Duration> DEPLOY_DEADLINE = ALL.add(Flag.of("deploy_deadline", DURATION).own().group("general")
        .defaultsTo("10secs").means("For how long the start or the stop of a deployed bundle may take before it counts as stuck.")
        .check(value -> value.toMillis() > 0, "the value must be at least 1ms"));

    public static final Flag<Duration> MODULE_DEADLINE = ALL.add(Flag.of("module_deadline", DURATION).own().group("modules")
        .defaultsTo("2secs").means("For how long one call into a module may take; after that it is given up, and its thread with it.")
        .check(value -> value.toMillis() > 0, "the value must be at least 1ms"));
    public static final Flag<Duration> MODULE_PLAN_DEADLINE = ALL.add(Flag.of("module_plan_deadline", DURATION).own().group("modules")
        .defaultsTo("1secs").means("How much processor time one plan of an allocator may take; five times that on the clock.")
        .check(value -> value.toMillis() > 0, "the value must be at least 1ms"));
    public static final Flag<Long> MODULE_FAULTS = ALL.add(Flag.of("module_faults", SIZE).own().group("modules")
        .defaultsTo("3").means("How many faults within --module_faults_window put a module that is not built in into quarantine.")
        .check(value -> value > 0, "the value must be above zero"));
    public static final Flag<Duration> MODULE_FAULTS_WINDOW = ALL.add(Flag.of("module_faults_window", DURATION).own().group("modules")
        .defaultsTo("10mins").means("After what time a fault of a module is forgotten.")
        .check(value -> value.toMillis() > 0, "the value must be at least 1ms"));
    public static final Flag<Long> MODULE_THREADS_LOST = ALL.add(Flag.of("module_threads_lost", SIZE).own().group("modules")
        .defaultsTo("16").means("When so many threads are lost in calls of modules, none but the built-in ones is called any more.")
        .check(value -> value > 0 && value <= 1000, "the value must be from 1 to 1000"));

    // Registry

    public static final Flag<String> REGISTRY = ALL.add(Flag.of("registry", TEXT).group("registry").defaultsTo("replicated_log")
        .means("Where the registry is kept: in_memory (lost when the master ends), replicated_log, or the name of a plugin. "
            + "replicated_log is not built yet and refused."));
    public static final Flag<Integer> QUORUM = ALL.add(Flag.of("quorum", INT).group("registry")
        .means("How many replicas of the log make a quorum, more than half of the masters; without --zk always 1."));
    public static final Flag<Boolean> REGISTRY_STRICT = ALL.add(Flag.of("registry_strict", SWITCH).group("registry").defaultsTo("false")
        .means("A leftover; only false is taken.")
        .check(value -> !value, "this mode does not exist any more; leave the flag out"));
    public static final Flag<Duration> REGISTRY_FETCH_TIMEOUT = ALL.add(Flag.of("registry_fetch_timeout", DURATION).group("registry")
        .defaultsTo("60secs").means("For how long a new leader waits for the registry to be read before it ends."));
    public static final Flag<Duration> REGISTRY_STORE_TIMEOUT = ALL.add(Flag.of("registry_store_timeout", DURATION).group("registry")
        .defaultsTo("20secs").means("For how long a write of the registry may take before the master ends."));
    public static final Flag<Boolean> LOG_AUTO_INITIALIZE = ALL.add(Flag.of("log_auto_initialize", SWITCH).group("registry")
        .defaultsTo("true").means("Whether an empty replicated log is set up by itself.")
        .feature(warn("the replicated log is not built yet")));
    public static final Flag<Duration> REGISTRY_GC_INTERVAL = ALL.add(Flag.of("registry_gc_interval", DURATION).group("registry")
        .defaultsTo("15mins").means("How often the lists of unreachable and gone agents are pruned."));
    public static final Flag<Duration> REGISTRY_MAX_AGENT_AGE = ALL.add(Flag.of("registry_max_agent_age", DURATION).group("registry")
        .defaultsTo("2weeks").means("How long an unreachable or gone agent is remembered."));
    public static final Flag<Long> REGISTRY_MAX_AGENT_COUNT = ALL.add(Flag.of("registry_max_agent_count", SIZE).group("registry")
        .defaultsTo("102400").means("How many unreachable agents, and how many gone ones, are remembered."));

    // Agents

    public static final Flag<Duration> AGENT_PING_TIMEOUT = ALL.add(Flag.of("agent_ping_timeout", DURATION).alias("slave_ping_timeout")
        .group("agents").defaultsTo("15secs").means("In what time an agent must answer a ping; 1secs to 15mins.")
        .check(value -> value.compareTo(Duration.ofSeconds(1)) >= 0 && value.compareTo(Duration.ofMinutes(15)) <= 0,
            "the value must be between 1secs and 15mins"));
    public static final Flag<Long> MAX_AGENT_PING_TIMEOUTS = ALL.add(Flag.of("max_agent_ping_timeouts", SIZE)
        .alias("max_slave_ping_timeouts").group("agents").defaultsTo("5")
        .means("After how many pings without an answer an agent is unreachable.")
        .check(value -> value >= 1, "the value must be at least 1"));
    public static final Flag<Duration> AGENT_REREGISTER_TIMEOUT = ALL.add(Flag.of("agent_reregister_timeout", DURATION)
        .alias("slave_reregister_timeout").group("agents").defaultsTo("10mins")
        .means("How long an agent may take to come back after it was disconnected or the leader changed; at least 10mins."));
    public static final Flag<String> RECOVERY_AGENT_REMOVAL_LIMIT = ALL.add(Flag.of("recovery_agent_removal_limit", TEXT)
        .alias("recovery_slave_removal_limit").group("agents").defaultsTo("100%")
        .means("Up to which share of the known agents may stay away after a change of leader; above it the master ends."));
    public static final Flag<String> AGENT_REMOVAL_RATE_LIMIT = ALL.add(Flag.of("agent_removal_rate_limit", TEXT)
        .alias("slave_removal_rate_limit").group("agents")
        .means("How fast agents that do not answer may be marked unreachable, as NUMBER/DURATION such as 1/10mins."));
    public static final Flag<String> WHITELIST = ALL.add(Flag.of("whitelist", PATH).group("agents")
        .means("A file with the host names of the agents that may be offered, one a line; read again every 5secs.")
        .feature(refuse("the whitelist is not built yet, all agents would be offered")).harmlessWhen(String::isEmpty));
    public static final Flag<Boolean> REQUIRE_AGENT_DOMAIN = ALL.add(Flag.of("require_agent_domain", SWITCH).group("agents")
        .defaultsTo("false").means("Turn agents away that have no fault domain.")
        .feature(refuse("fault domains are not built yet, every agent would be taken")));
    public static final Flag<JsonText> DOMAIN = ALL.add(Flag.of("domain", JsonType.of(MasterJson.domain())).group("agents")
        .means("The fault domain (region and zone) of this master, as JSON.")
        .check(json -> json.tree().containsKey("fault_domain"), "the field 'fault_domain' is missing")
        .feature(refuse("fault domains are not built yet, agents of other regions would be offered to everybody")));
    public static final Flag<Long> MAX_EXECUTORS_PER_AGENT = ALL.add(Flag.of("max_executors_per_agent", SIZE)
        .alias("max_executors_per_slave").group("agents")
        .means("How many executors an agent may run; only of use with the port mapping isolator.")
        .feature(warn("there is no port mapping isolator")));

    // Frameworks and allocation

    public static final Flag<Boolean> ROOT_SUBMISSIONS = ALL.add(Flag.of("root_submissions", SWITCH).group("frameworks")
        .defaultsTo("true").means("Whether frameworks whose user is root may subscribe."));
    public static final Flag<String> ALLOCATOR = ALL.add(Flag.of("allocator", TEXT).group("allocation").defaultsTo("hierarchical")
        .means("The allocator by name: hierarchical, or one that a bundle brings."));
    public static final Flag<Duration> ALLOCATION_INTERVAL = ALL.add(Flag.of("allocation_interval", DURATION).group("allocation")
        .defaultsTo("1secs").means("The time between two allocations of everything; also the least time a declined offer stays away."));
    public static final Flag<Double> ALLOCATOR_AGENT_RECOVERY_FACTOR = ALL.add(Flag.of("allocator_agent_recovery_factor", DECIMAL)
        .group("allocation").defaultsTo("0.8")
        .means("Which share of the known agents must be back before a recovered allocator with quotas goes on.")
        .feature(warn(NO_RECOVERY)));
    public static final Flag<Duration> ALLOCATOR_RECOVERY_TIMEOUT = ALL.add(Flag.of("allocator_recovery_timeout", DURATION)
        .group("allocation").defaultsTo("10mins").means("How long a recovered allocator with quotas waits at most.")
        .feature(warn(NO_RECOVERY)));
    public static final Flag<String> ROLE_SORTER = ALL.add(Flag.of("role_sorter", TEXT).alias("user_sorter").group("allocation")
        .defaultsTo("drf").means("How roles are ordered; must equal --framework_sorter. Built is drf."));
    public static final Flag<String> FRAMEWORK_SORTER = ALL.add(Flag.of("framework_sorter", TEXT).group("allocation")
        .defaultsTo("drf").means("How the frameworks of a role are ordered; must equal --role_sorter. Built is drf."));
    public static final Flag<SortedSet<String>> FAIR_SHARING_EXCLUDED_RESOURCE_NAMES =
        ALL.add(Flag.of("fair_sharing_excluded_resource_names", TEXT_SET).group("allocation")
            .means("Names of resources that do not count for fair shares, separated by commas."));
    public static final Flag<Boolean> FILTER_GPU_RESOURCES = ALL.add(Flag.of("filter_gpu_resources", SWITCH).group("allocation")
        .defaultsTo("true").means("Offer agents with GPUs only to frameworks with the capability GPU_RESOURCES."));
    public static final Flag<String> MIN_ALLOCATABLE_RESOURCES = ALL.add(Flag.of("min_allocatable_resources", TEXT).group("allocation")
        .defaultsTo("cpus:0.01|mem:32")
        .means("What an offer must hold at least: NAME:NUMBER joined by ';', alternatives joined by '|'; empty for no minimum."));
    public static final Flag<Duration> OFFER_TIMEOUT = ALL.add(Flag.of("offer_timeout", DURATION).group("allocation")
        .means("After which time an unused offer is taken back; without it never."));
    public static final Flag<String> ROLES = ALL.add(Flag.of("roles", TEXT).group("allocation")
        .means("Deprecated: the only roles that may be used besides '*', separated by commas."));
    public static final Flag<String> WEIGHTS = ALL.add(Flag.of("weights", TEXT).group("allocation")
        .means("Deprecated: weights of roles to begin with, as ROLE=WEIGHT separated by commas; the registry wins."));
    public static final Flag<JsonText> RATE_LIMITS = ALL.add(Flag.of("rate_limits", JsonType.of(MasterJson.rateLimits()))
        .group("frameworks").means("How many messages a second frameworks may send, per principal, as JSON.")
        .feature(refuse("rate limits are not built yet, frameworks could send without limit"))
        .harmlessWhen(MasterFlags::limitsNothing));
    public static final Flag<Long> OFFER_CONSTRAINTS_RE2_MAX_MEM = ALL.add(Flag.of("offer_constraints_re2_max_mem", BYTES)
        .group("frameworks").defaultsTo("4096B").means("How much memory a regular expression in offer constraints may use.")
        .feature(warn("offer constraints are not built yet")));
    public static final Flag<Integer> OFFER_CONSTRAINTS_RE2_MAX_PROGRAM_SIZE =
        ALL.add(Flag.of("offer_constraints_re2_max_program_size", INT).group("frameworks").defaultsTo("100")
            .means("How big a regular expression in offer constraints may become.")
            .feature(warn("offer constraints are not built yet")));
    public static final Flag<Boolean> PUBLISH_PER_FRAMEWORK_METRICS = ALL.add(Flag.of("publish_per_framework_metrics", SWITCH)
        .group("frameworks").defaultsTo("true").means("Whether there are metrics of each framework."));
    public static final Flag<Long> MAX_COMPLETED_FRAMEWORKS = ALL.add(Flag.of("max_completed_frameworks", SIZE).group("frameworks")
        .defaultsTo("50").means("How many finished frameworks are kept in memory."));
    public static final Flag<Long> MAX_COMPLETED_TASKS_PER_FRAMEWORK = ALL.add(Flag.of("max_completed_tasks_per_framework", SIZE)
        .group("frameworks").defaultsTo("1000").means("How many finished tasks of a framework are kept in memory."));
    public static final Flag<Long> MAX_UNREACHABLE_TASKS_PER_FRAMEWORK = ALL.add(Flag.of("max_unreachable_tasks_per_framework", SIZE)
        .group("frameworks").defaultsTo("1000").means("How many unreachable tasks of a framework are kept in memory."));
    public static final Flag<Long> MAX_OPERATOR_EVENT_STREAM_SUBSCRIBERS = ALL.add(Flag.of("max_operator_event_stream_subscribers", SIZE)
        .group("general").defaultsTo("1000").means("How many operators may follow events; the oldest is cut off for a new one.")
        .feature(warn("operator event streams are not built yet")));

    // Access

    public static final Flag<Boolean> SECURE = ALL.add(Flag.of("secure", SWITCH).own().group("access").defaultsTo("false")
        .means("Turn on all authentication and forbid what no rule of --acls allows; says what it still needs."));
    public static final Flag<Boolean> AUTHENTICATE_FRAMEWORKS = ALL.add(Flag.of("authenticate_frameworks", SWITCH).alias("authenticate")
        .group("access").defaultsTo("false").means("Turn frameworks away that use the driver and did not authenticate."));
    public static final Flag<Boolean> AUTHENTICATE_AGENTS = ALL.add(Flag.of("authenticate_agents", SWITCH).alias("authenticate_slaves")
        .group("access").defaultsTo("false").means("Turn agents away that did not authenticate."));
    public static final Flag<Duration> AUTHENTICATION_V0_TIMEOUT = ALL.add(Flag.of("authentication_v0_timeout", DURATION).group("access")
        .defaultsTo("15secs").means("In what time frameworks with the driver, and agents, must have authenticated."));
    public static final Flag<Boolean> AUTHENTICATE_HTTP_READWRITE = ALL.add(Flag.of("authenticate_http_readwrite", SWITCH)
        .alias("authenticate_http").group("access").defaultsTo("false").means("Require authentication for endpoints that change something."));
    public static final Flag<Boolean> AUTHENTICATE_HTTP_READONLY = ALL.add(Flag.of("authenticate_http_readonly", SWITCH)
        .group("access").defaultsTo("false").means("Require authentication for endpoints that only show something."));
    public static final Flag<Boolean> AUTHENTICATE_HTTP_FRAMEWORKS = ALL.add(Flag.of("authenticate_http_frameworks", SWITCH)
        .group("access").defaultsTo("false").means("Require authentication for schedulers that use HTTP; needs "
            + "--http_framework_authenticators."));
    public static final Flag<String> CREDENTIALS = ALL.add(Flag.of("credentials", PATH).group("access")
        .means("A JSON file with the principals and secrets that may authenticate."));
    public static final Flag<String> AUTHENTICATORS = ALL.add(Flag.of("authenticators", TEXT).group("access").defaultsTo("crammd5")
        .means("How frameworks with the driver, and agents, authenticate; one name."));
    public static final Flag<String> HTTP_AUTHENTICATORS = ALL.add(Flag.of("http_authenticators", TEXT).group("access")
        .defaultsTo("basic").means("How HTTP requests are authenticated; names separated by commas."));
    public static final Flag<String> HTTP_FRAMEWORK_AUTHENTICATORS = ALL.add(Flag.of("http_framework_authenticators", TEXT)
        .group("access").means("How schedulers that use HTTP are authenticated; names separated by commas."));
    public static final Flag<String> AUTHORIZERS = ALL.add(Flag.of("authorizers", TEXT).group("access").defaultsTo("local")
        .means("Who decides what a principal may do: local (by --acls) or one that a bundle brings.")
        .check(value -> !value.isBlank(), "a name must be given"));
    public static final Flag<JsonText> ACLS = ALL.add(Flag.of("acls", JsonType.of(MasterJson.acls())).group("access")
        .means("The rules of the authorizer local, as JSON; without them everything is allowed."));
    public static final Flag<JsonText> FIREWALL_RULES = ALL.add(Flag.of("firewall_rules", JsonType.of(MasterJson.firewall()))
        .group("access").means("HTTP paths that are not served, as JSON."));

    // Modules and election

    public static final Flag<JsonText> MODULES = ALL.add(Flag.of("modules", JsonType.of(MasterJson.modules())).group("modules")
        .means("Which bundles to load and with which parameters for their modules, as JSON; not together with --modules_dir."));
    public static final Flag<String> MODULES_DIR = ALL.add(Flag.of("modules_dir", TEXT).group("modules")
        .means("A directory of files that each say what --modules says; read in the order of their names."));
    public static final Flag<String> HOOKS = ALL.add(Flag.of("hooks", TEXT).group("modules")
        .means("Hooks to install, by name, in this order, separated by commas."));
    public static final Flag<SecretText> ZK = ALL.add(Flag.of("zk", SECRET).group("election")
        .means("The ZooKeeper servers and path for electing the leader: zk://[USER:PASSWORD@]HOST:PORT[,...]/PATH, or a file:// with it.")
        .feature(refuse(NO_ZK)));
    public static final Flag<Duration> ZK_SESSION_TIMEOUT = ALL.add(Flag.of("zk_session_timeout", DURATION).group("election")
        .defaultsTo("10secs").means("After which silence a ZooKeeper session ends.")
        .feature(warn("election through ZooKeeper is not built yet")));
    public static final Flag<String> MASTER_CONTENDER = ALL.add(Flag.of("master_contender", TEXT).group("election")
        .means("Who stands for election, by name; only with --master_detector and without --zk."));
    public static final Flag<String> MASTER_DETECTOR = ALL.add(Flag.of("master_detector", TEXT).group("election")
        .means("Who finds the leader, by name; only with --master_contender and without --zk."));

    public static final FlagTable TABLE = ALL.build();

    /** The master as a program; what {@code --version} says is the Mesos line that clients know. */
    public static final Program PROGRAM = new Program("tepui master", "mesos 1.12.0", TABLE, MasterFlagChecks::check);

    private MasterFlags() {}

    private static boolean limitsNothing(JsonText json) {
        return !json.tree().containsKey("aggregate_default_qps") && !json.tree().containsKey("aggregate_default_capacity")
            && isEmptyList(json.tree().get("limits"));
    }

    private static boolean isEmptyList(Object value) {
        return value == null || (value instanceof List<?> list && list.isEmpty());
    }
}
