package org.tepui.flags.herd;

import static org.tepui.flags.type.FlagTypes.DECIMAL;
import static org.tepui.flags.type.FlagTypes.INT;
import static org.tepui.flags.type.FlagTypes.PASSWORD;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.FlagTable;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Parsed;
import org.tepui.flags.Program;
import org.tepui.flags.tls.Tls;
import org.tepui.flags.type.FlagTypes;
import org.tepui.flags.type.SecretText;

/** The flags of {@code tepui herd}: many agents and schedulers in one process, put on a master. */
public final class HerdFlags {
    private static final FlagTable.Builder ALL = FlagTable.builder("TEPUI_HERD_").addAll(LoggingFlags.ALL);

    public static final Flag<String> MASTER = ALL.add(Flag.of("master", TEXT).own().required().group("load")
        .means("Where the master is: HOST:PORT."));
    public static final Flag<Integer> AGENTS = ALL.add(Flag.of("agents", INT).own().group("load").defaultsTo("100")
        .means("How many agents register.").check(value -> value >= 1 && value <= 100_000, "the value must be 1 to 100000"));
    public static final Flag<Integer> FRAMEWORKS = ALL.add(Flag.of("frameworks", INT).own().group("load").defaultsTo("1")
        .means("How many schedulers subscribe; each uses two threads and two connections.")
        .check(value -> value >= 0 && value <= 2_000, "the value must be 0 to 2000"));
    public static final Flag<Integer> TASKS = ALL.add(Flag.of("tasks", INT).own().group("load").defaultsTo("1")
        .means("How many tasks an agent has room for at one time.")
        .check(value -> value >= 1 && value <= 10_000, "the value must be 1 to 10000"));
    public static final Flag<Double> SECONDS = ALL.add(Flag.of("seconds", DECIMAL).own().group("load").defaultsTo("10")
        .means("For how long tasks are launched, once every agent is registered and every scheduler subscribed.")
        .check(value -> value >= 0 && value <= 1e6, "the value must be 0 to 1000000"));
    public static final Flag<Double> TASK_SECONDS = ALL.add(Flag.of("task_seconds", DECIMAL).own().group("load").defaultsTo("1")
        .means("How long a task runs until it finishes.").check(value -> value >= 0 && value <= 1e6, "the value must be 0 to 1000000"));
    public static final Flag<Double> REFUSE_SECONDS = ALL.add(Flag.of("refuse_seconds", DECIMAL).own().group("load").defaultsTo("0.1")
        .means("For how long a scheduler refuses what is left of an offer.")
        .check(value -> value >= 0 && value <= 1e6, "the value must be 0 to 1000000"));
    public static final Flag<String> ROLES = ALL.add(Flag.of("roles", TEXT).own().group("load").defaultsTo("*")
        .means("Roles separated by commas; the schedulers take them in turn, one each.")
        .check(value -> !value.isBlank() && List.of(value.split(",", -1)).stream().noneMatch(String::isBlank),
            "the value must name at least one role, and no empty one"));
    public static final Flag<Boolean> REREGISTER = ALL.add(Flag.of("reregister", SWITCH).own().group("load").defaultsTo("false")
        .means("At the end all agents lose their connections at once and come back with their tasks, before the comparison."));
    public static final Flag<String> PRINCIPAL = ALL.add(Flag.of("principal", TEXT).own().group("access")
        .means("The principal of the schedulers, sent with --secret as an Authorization header and named in their FrameworkInfo."));
    public static final Flag<SecretText> SECRET = ALL.add(Flag.of("secret", PASSWORD).own().group("access")
        .means("The secret of the principal."));
    public static final Flag<String> IP = ALL.add(Flag.of("ip", TEXT).own().group("network").defaultsTo("127.0.0.1")
        .means("The address to listen on, at which the master reaches the agents."));
    public static final Flag<Integer> PORT = ALL.add(Flag.of("port", FlagTypes.PORT).own().group("network").defaultsTo("0")
        .means("The one port of all agents; 0 takes any free one."));
    public static final Flag<Double> DEADLINE_SECONDS = ALL.add(Flag.of("deadline_seconds", DECIMAL).own().group("load").defaultsTo("120")
        .means("For how long registrations, the last updates or the end may take before the herd gives up.")
        .check(value -> value > 0 && value <= 1e6, "the value must be above 0, at most 1000000"));
    public static final Flag<Boolean> JSON = ALL.add(Flag.of("json", SWITCH).own().group("general").defaultsTo("false")
        .means("Print the result as one JSON object in one line."));
    public static final Flag<String> CACHE_DIR = ALL.add(Flag.of("cache_dir", TEXT).own().group("general")
        .means("A writable directory for the bundle cache; needed when the distribution itself cannot be written to."));

    public static final FlagTable TABLE = ALL.build();

    public static final Program PROGRAM = new Program("tepui herd", "mesos 1.12.0", TABLE, HerdFlags::check);

    private HerdFlags() {}

    private static void check(Parsed parsed, Map<String, String> env, List<FlagError> errors) {
        LoggingFlags.check(parsed, errors);
        Tls.of(env, Tls.Side.PORT, errors, new ArrayList<>());
        if (SECRET.isGiven(parsed) && !PRINCIPAL.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, SECRET, "a secret needs a principal; give --principal too"));
        }
    }
}
