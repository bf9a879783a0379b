package org.tepui.core.startup;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.api.authorization.Authorizer;
import org.tepui.core.module.Seat;

/** The authorizer of {@code --authorizers}. The default one is only used with ACLs; without it everything is allowed. */
final class AuthorizerStep {

    private static final String DEFAULT = "local";

    private AuthorizerStep() {
    }

    static String run(NamedServices<Authorizer> authorizers, MasterSettings settings, Launch launch, Seat<Authorizer> seat,
            Sequence.Progress progress) throws StartupException, InterruptedException {
        MasterSettings.AuthorizerSetting setting = settings.authorizer();
        if (!isWanted(setting)) {
            return "none: everything is allowed";
        }
        Authorizer authorizer = authorizers.await(setting.name(), settings.startDeadlineNanos(), launch::settled, progress);
        try {
            authorizer.configure(parameters(setting));
        } catch (RuntimeException | LinkageError e) {
            throw new StartupException("--acls: the authorizer '" + setting.name() + "' does not take its rules: " + e.getMessage(), e);
        }
        seat.take(List.of(setting.name()), List.of(authorizer));
        return setting.name();
    }

    static boolean isWanted(MasterSettings.AuthorizerSetting setting) {
        return !setting.name().equals(DEFAULT) || setting.acls().isPresent();
    }

    /** What an authorizer is told before its first question, at the start and when it is swapped in. */
    static SortedMap<String, String> parameters(MasterSettings.AuthorizerSetting setting) {
        SortedMap<String, String> parameters = new TreeMap<>();
        setting.acls().ifPresent(acls -> parameters.put("acls", acls));
        if (setting.secure()) {
            parameters.put("permissive", "false");
        }
        return parameters;
    }
}
