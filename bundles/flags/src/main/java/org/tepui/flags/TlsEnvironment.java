package org.tepui.flags;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.FlagTypes;

/**
 * The variables that switch TLS on, by their names and by their old ones. TLS is not built yet, so whoever asks for it, also in part, must
 * not get a plain port: the start is refused.
 */
public final class TlsEnvironment {
    private static final String PREFIX = "LIBPROCESS_SSL_";
    private static final String OLD_PREFIX = "SSL_";
    private static final String ENABLED = "ENABLED";
    private static final String MISSING =
        "refused, TLS is not built yet and without it this port would be plain; unset the variable";

    private TlsEnvironment() {}

    /** Adds one error when TLS is asked for, is set up in part without being switched off, or is switched by a value that is no boolean. */
    public static void check(Map<String, String> env, List<FlagError> errors) {
        TreeMap<String, String> sorted = new TreeMap<>(env);
        String variable = sorted.containsKey(PREFIX + ENABLED) || !sorted.containsKey(OLD_PREFIX + ENABLED)
            ? PREFIX + ENABLED : OLD_PREFIX + ENABLED;
        String hint = variable.startsWith(OLD_PREFIX) ? "old name of " + PREFIX + ENABLED + "; " : "";
        String enabled = sorted.get(variable);
        if (enabled != null) {
            try {
                if (enabled.isEmpty() || FlagTypes.SWITCH.parse(enabled)) {
                    errors.add(error(variable, hint + MISSING));
                }
            } catch (BadValueException e) {
                errors.add(error(variable, hint + e.getMessage()));
            }
            return;
        }
        sorted.keySet().stream().filter(name -> name.startsWith(PREFIX)).findFirst().ifPresent(name ->
            errors.add(error(name, "TLS is set up but neither switched on nor off; set " + PREFIX
                + "ENABLED=false for a plain port (TLS itself is not built yet)")));
    }

    private static FlagError error(String variable, String text) {
        return new FlagError(variable, variable, text);
    }
}
