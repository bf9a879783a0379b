package org.tepui.flags.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tepui.flags.FlagError;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.NetworkSettings;
import org.tepui.flags.Parsed;
import org.tepui.flags.tls.Tls;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.CredentialFile;
import org.tepui.flags.type.Quoted;

/** What must hold between the agent's flags. Values must have been read without an error. */
public final class AgentFlagChecks {

    private AgentFlagChecks() {}

    /** All rules that need flags alone, and directories that flags name. */
    public static List<FlagError> check(Parsed parsed) {
        List<FlagError> errors = new ArrayList<>();
        check(parsed, Map.of(), errors);
        return errors;
    }

    /** The same with the {@code LIBPROCESS_} variables of the environment. */
    public static void check(Parsed parsed, Map<String, String> env, List<FlagError> errors) {
        LoggingFlags.check(parsed, errors);
        Tls.of(env, Tls.Side.PORT, errors, new ArrayList<>());
        NetworkSettings.check(parsed, AgentFlags.PORT, env, errors);
        checkMaster(parsed, errors);
        checkCredential(parsed, errors);
        if (AgentFlags.WORK_DIR.get(parsed).isEmpty()) {
            errors.add(FlagError.of(parsed, AgentFlags.WORK_DIR, "the value is empty"));
        }
    }

    private static void checkCredential(Parsed parsed, List<FlagError> errors) {
        try {
            AgentFlags.CREDENTIAL.find(parsed).ifPresent(CredentialFile::read);
        } catch (BadValueException e) {
            errors.add(FlagError.of(parsed, AgentFlags.CREDENTIAL, e.getMessage()));
        }
    }

    private static void checkMaster(Parsed parsed, List<FlagError> errors) {
        String master = AgentFlags.MASTER.get(parsed).value().strip();
        if (master.startsWith("zk://")) {
            errors.add(FlagError.of(parsed, AgentFlags.MASTER,
                "refused, finding the master through ZooKeeper is not built yet; give HOST:PORT"));
            return;
        }
        int colon = master.lastIndexOf(':');
        String port = master.substring(colon + 1);
        if (colon <= 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            // Whoever mistypes a ZooKeeper URL may have put a password here, so only what cannot hold one is shown.
            String shown = master.indexOf('@') < 0 && AgentFlags.MASTER.get(parsed).toString().equals(master) ? Quoted.of(master) : "the value";
            errors.add(FlagError.of(parsed, AgentFlags.MASTER, shown + " is not of the form HOST:PORT"));
        }
    }
}
