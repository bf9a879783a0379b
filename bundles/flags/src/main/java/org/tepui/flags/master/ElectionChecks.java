package org.tepui.flags.master;

import java.util.List;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.SecretText;

/** Rules about {@code --zk} and the election modules. */
final class ElectionChecks {
    private static final String SCHEME = "zk://";

    private ElectionChecks() {}

    static void pairing(Parsed parsed, List<FlagError> errors) {
        boolean contender = MasterFlags.MASTER_CONTENDER.isGiven(parsed);
        boolean detector = MasterFlags.MASTER_DETECTOR.isGiven(parsed);
        if (MasterFlags.ZK.isGiven(parsed)) {
            if (contender || detector) {
                errors.add(FlagError.of(parsed, MasterFlags.ZK,
                    "give either --zk, or --master_contender together with --master_detector"));
            }
        } else if (contender != detector) {
            errors.add(FlagError.of(parsed, contender ? MasterFlags.MASTER_CONTENDER : MasterFlags.MASTER_DETECTOR,
                "--master_contender and --master_detector must be given together"));
        }
    }

    /** The URL must have servers and a path below the root; never shown, since it may hold a password. */
    static void zk(Parsed parsed, List<FlagError> errors) {
        MasterFlags.ZK.find(parsed).map(SecretText::value).map(String::strip).ifPresent(url -> {
            if (!url.startsWith(SCHEME)) {
                errors.add(FlagError.of(parsed, MasterFlags.ZK, "the value is no URL of the form zk://HOST:PORT[,HOST:PORT...]/PATH"));
                return;
            }
            int slash = url.indexOf('/', SCHEME.length());
            if (slash < 0 || slash == url.length() - 1 || slash == SCHEME.length()) {
                errors.add(FlagError.of(parsed, MasterFlags.ZK, "the URL needs servers and a path that is not '/', such as "
                    + "zk://10.0.0.1:2181/mesos"));
            }
        });
    }
}
