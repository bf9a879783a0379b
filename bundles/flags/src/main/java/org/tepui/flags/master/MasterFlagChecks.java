package org.tepui.flags.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.NetworkSettings;
import org.tepui.flags.Parsed;
import org.tepui.flags.tls.Tls;
import org.tepui.flags.type.BadValueException;

/**
 * What must hold between the master's flags, in the order in which a Mesos master comes to it, so that the first error is the one it shows.
 * Values must have been read without an error.
 */
public final class MasterFlagChecks {

    private MasterFlagChecks() {}

    /** All rules that need flags alone, and files and directories that flags name. */
    public static List<FlagError> check(Parsed parsed) {
        List<FlagError> errors = new ArrayList<>();
        check(parsed, Map.of(), errors);
        return errors;
    }

    /** The same with the {@code LIBPROCESS_} variables of the environment. */
    public static void check(Parsed parsed, Map<String, String> env, List<FlagError> errors) {
        LoggingFlags.check(parsed, errors);
        ElectionChecks.pairing(parsed, errors);
        Tls.of(env, Tls.Side.PORT, errors, new ArrayList<>());
        NetworkSettings.check(parsed, MasterFlags.PORT, env, errors);
        ModuleManifests.check(parsed, errors);
        HookValues.check(parsed, errors);
        AllocationChecks.sorters(parsed, errors);
        RegistryChecks.storage(parsed, errors);
        ElectionChecks.zk(parsed, errors);
        AccessChecks.authorizers(parsed, errors);
        AgentChecks.removalRate(parsed, errors);
        AgentChecks.timeouts(parsed, errors);
        AccessChecks.authentication(parsed, errors);
        RateLimitChecks.check(parsed, errors);
        AllocationChecks.rolesAndOffers(parsed, errors);
    }

    /** Runs a parser for its errors alone. */
    static void tell(Parsed parsed, Flag<?> flag, List<FlagError> errors, Runnable parser) {
        try {
            parser.run();
        } catch (BadValueException e) {
            errors.add(FlagError.of(parsed, flag, e.getMessage()));
        }
    }
}
