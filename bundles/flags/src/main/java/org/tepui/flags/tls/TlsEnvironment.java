package org.tepui.flags.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.flags.FlagError;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.FlagType;
import org.tepui.flags.type.FlagTypes;
import org.tepui.flags.type.Quoted;

/**
 * The variables {@code LIBPROCESS_SSL_*}, and by their old names {@code SSL_*}, of which the former win. Whoever sets TLS up in part must
 * not get a plain port: variables of the new kind without {@code ENABLED} are an error.
 */
final class TlsEnvironment {
    static final String PREFIX = "LIBPROCESS_SSL_";
    private static final String OLD_PREFIX = "SSL_";
    private static final String ENABLED = "ENABLED";
    private static final String CERT_FILE = "CERT_FILE";
    private static final int DEPTH = 4;
    private static final List<String> NAMES = List.of(ENABLED, "SUPPORT_DOWNGRADE", CERT_FILE, "KEY_FILE", "CA_FILE", "CA_DIR",
        "VERIFY_SERVER_CERT", "VERIFY_CERT", "REQUIRE_CLIENT_CERT", "REQUIRE_CERT", "VERIFY_IPADD", "VERIFICATION_DEPTH", "CIPHERS",
        "ECDH_CURVES", "HOSTNAME_VALIDATION_SCHEME", "ENABLE_SSL_V3", "ENABLE_TLS_V1_0", "ENABLE_TLS_V1_1", "ENABLE_TLS_V1_2",
        "ENABLE_TLS_V1_3");
    /** Told where they are read, with the name that they have now. */
    private static final List<String> RENAMED = List.of("VERIFY_CERT", "REQUIRE_CERT");
    /** What Java keeps switched off, whatever it is asked. */
    private static final Map<String, String> TOO_OLD =
        new TreeMap<>(Map.of("ENABLE_SSL_V3", "SSL 3", "ENABLE_TLS_V1_0", "TLS 1.0", "ENABLE_TLS_V1_1", "TLS 1.1"));

    private final Map<String, String> env;
    private final List<FlagError> errors;
    private final List<String> warnings;

    TlsEnvironment(Map<String, String> env, List<FlagError> errors, List<String> warnings) {
        this.env = env;
        this.errors = errors;
        this.warnings = warnings;
    }

    /** Empty when TLS is off, or when an error was added. */
    Optional<TlsSettings> read() {
        int before = errors.size();
        boolean on = isOn();
        if (!on || errors.size() > before) {
            return Optional.empty();
        }
        warnAboutNames();
        boolean requireClient = either("REQUIRE_CLIENT_CERT", "REQUIRE_CERT");
        boolean verifyServer = either("VERIFY_SERVER_CERT", "VERIFY_CERT") || requireClient;
        boolean downgrade = flag("SUPPORT_DOWNGRADE", false);
        if (downgrade) {
            warn("SUPPORT_DOWNGRADE", "plain connections are taken beside TLS" + (verifyServer || requireClient
                ? ", so certificates protect nothing from who connects in plain" : "") + "; set it to false once every peer speaks TLS");
        }
        checkCurves();
        TlsSettings settings = new TlsSettings(downgrade, certificate(), file("KEY_FILE"), file("CA_FILE"), file("CA_DIR"),
            verifyServer, requireClient, flag("VERIFY_IPADD", false), depth(), text("CIPHERS"), legacyNames(), protocols());
        return errors.size() > before ? Optional.empty() : Optional.of(settings);
    }

    /** Whether TLS is switched on; adds an error when that cannot be told. */
    boolean isOn() {
        Optional<String> variable = variable(ENABLED);
        if (variable.isPresent()) {
            boolean on = flag(ENABLED, false);
            if (!on) {
                // As in Mesos, a value that cannot be read is an error also when nothing uses it.
                NAMES.stream().filter(name -> name.startsWith("VERIFY_") || name.startsWith("REQUIRE_") || name.startsWith("ENABLE_")
                    || name.equals("SUPPORT_DOWNGRADE")).forEach(name -> flag(name, false));
                depth();
            }
            if (env.containsKey(OLD_PREFIX + ENABLED) && variable.get().startsWith(PREFIX)
                    && !env.get(OLD_PREFIX + ENABLED).equals(env.get(PREFIX + ENABLED))) {
                warnings.add(OLD_PREFIX + ENABLED + ": not used, " + PREFIX + ENABLED + " has another value and counts");
            } else if (!variable.get().startsWith(PREFIX)) {
                warnings.add(variable.get() + ": old name of " + PREFIX + ENABLED + ", which to set instead");
            }
            return on;
        }
        TreeMap<String, String> sorted = new TreeMap<>(env);
        sorted.keySet().stream().filter(name -> name.startsWith(PREFIX)).findFirst().ifPresent(name ->
            errors.add(new FlagError(name, name, "TLS is set up but neither switched on nor off; set " + PREFIX + "ENABLED=true, or false for "
                + "a plain port")));
        if (env.containsKey("SSL_KEY_FILE")) {
            warnings.add("SSL_KEY_FILE: given, but TLS is not switched on, so connections are plain; set " + PREFIX + "ENABLED=true for TLS");
        }
        return false;
    }

    private void warnAboutNames() {
        for (String name : NAMES.subList(1, NAMES.size())) {
            String old = env.get(OLD_PREFIX + name);
            String now = env.get(PREFIX + name);
            if (name.equals(CERT_FILE) && (now != null || !usesOpensslsVariable())) {
                continue;
            }
            if (old != null && now != null && !old.equals(now)) {
                warnings.add(OLD_PREFIX + name + ": not used, " + PREFIX + name + " has another value and counts");
            } else if (old != null && now == null && !RENAMED.contains(name)) {
                warnings.add(OLD_PREFIX + name + ": old name of " + PREFIX + name + ", which to set instead");
            }
        }
    }

    private void warn(String name, String text) {
        warnings.add(variable(name).orElse(PREFIX + name) + ": " + text);
    }

    private Optional<String> variable(String name) {
        return env.containsKey(PREFIX + name) ? Optional.of(PREFIX + name)
            : env.containsKey(OLD_PREFIX + name) ? Optional.of(OLD_PREFIX + name) : Optional.empty();
    }

    private <T> Optional<T> value(String name, FlagType<T> type) {
        Optional<String> variable = variable(name);
        if (variable.isEmpty()) {
            return Optional.empty();
        }
        String given = env.get(variable.get());
        try {
            return Optional.of(type.parse(type.isSwitch() && given.isEmpty() ? "true" : given));
        } catch (BadValueException e) {
            error(variable.get(), e.getMessage());
            return Optional.empty();
        }
    }

    private void error(String variable, String text) {
        errors.add(new FlagError(variable, variable, text));
    }

    private boolean flag(String name, boolean otherwise) {
        return value(name, FlagTypes.SWITCH).orElse(otherwise);
    }

    /** A switch that was renamed. */
    private boolean either(String name, String old) {
        if (variable(old).isPresent()) {
            warn(old, "old name of " + PREFIX + name + ", which to set instead");
        }
        return flag(name, false) | flag(old, false);
    }

    /**
     * OpenSSL and many programs have a variable {@code SSL_CERT_FILE} too, for the authorities they trust. So it counts only beside a key.
     */
    private boolean usesOpensslsVariable() {
        return variable("KEY_FILE").isPresent();
    }

    private Optional<TlsSettings.File> certificate() {
        return file(CERT_FILE).filter(file -> file.variable().startsWith(PREFIX) || usesOpensslsVariable());
    }

    private Optional<TlsSettings.File> file(String name) {
        return variable(name).map(variable -> new TlsSettings.File(variable, env.get(variable)));
    }

    private Optional<TlsSettings.Text> text(String name) {
        return variable(name).map(variable -> new TlsSettings.Text(variable, env.get(variable)));
    }

    private int depth() {
        int depth = value("VERIFICATION_DEPTH", FlagTypes.INT).orElse(DEPTH);
        if (depth < 0) {
            error(variable("VERIFICATION_DEPTH").orElseThrow(), "the value must not be negative; write the most certificates between that of "
                + "a peer and that of an authority");
        }
        return depth;
    }

    private boolean legacyNames() {
        Optional<TlsSettings.Text> scheme = text("HOSTNAME_VALIDATION_SCHEME");
        String value = scheme.map(TlsSettings.Text::value).orElse("legacy");
        if (!value.equals("legacy") && !value.equals("openssl")) {
            error(scheme.orElseThrow().variable(), Quoted.of(value) + " is neither legacy nor openssl");
        }
        return value.equals("legacy");
    }

    private void checkCurves() {
        text("ECDH_CURVES").filter(curves -> !curves.value().equals("auto")).ifPresent(curves -> error(curves.variable(),
            "curves cannot be chosen for one program in Java 17; leave it at auto, or give Java the property jdk.tls.namedGroups"));
    }

    private List<String> protocols() {
        List<String> protocols = new ArrayList<>();
        if (flag("ENABLE_TLS_V1_3", false)) {
            protocols.add("TLSv1.3");
        }
        if (flag("ENABLE_TLS_V1_2", true)) {
            protocols.add("TLSv1.2");
        }
        TOO_OLD.forEach((name, protocol) -> {
            if (flag(name, false)) {
                if (protocols.isEmpty()) {
                    error(variable(name).orElseThrow(), protocol + " is not to be had in Java 17; use TLS 1.2 or 1.3");
                } else {
                    warn(name, protocol + " is not to be had in Java 17; peers must speak " + String.join(" or ", protocols));
                }
            }
        });
        if (protocols.isEmpty() && TOO_OLD.keySet().stream().noneMatch(name -> flag(name, false))) {
            error(variable("ENABLE_TLS_V1_2").orElse(PREFIX + "ENABLE_TLS_V1_2"), "no protocol is left; switch TLS 1.2 or 1.3 on");
        }
        return protocols.isEmpty() ? List.of("TLSv1.2") : protocols;
    }
}
