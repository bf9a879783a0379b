package org.tepui.flags.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tepui.flags.Flag;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.CredentialFile;

/** What flags about access come to, {@code --secure} counted in. */
public final class AccessValues {

    /** What {@code --secure} turns on. */
    public static final List<Flag<Boolean>> AUTHENTICATION = List.of(MasterFlags.AUTHENTICATE_AGENTS, MasterFlags.AUTHENTICATE_FRAMEWORKS,
        MasterFlags.AUTHENTICATE_HTTP_READONLY, MasterFlags.AUTHENTICATE_HTTP_READWRITE, MasterFlags.AUTHENTICATE_HTTP_FRAMEWORKS);

    private static final String BASIC = "basic";

    private AccessValues() {}

    /** @param flag one of {@link #AUTHENTICATION} */
    public static boolean isOn(Parsed parsed, Flag<Boolean> flag) {
        return flag.get(parsed) || MasterFlags.SECURE.get(parsed);
    }

    /** Names of flag {@code http_authenticators}, in order. */
    public static List<String> httpAuthenticators(Parsed parsed) {
        return names(MasterFlags.HTTP_AUTHENTICATORS.get(parsed));
    }

    /** Names of flag {@code http_framework_authenticators}, in order; basic when only {@code --secure} asks for some. */
    public static List<String> httpFrameworkAuthenticators(Parsed parsed) {
        Optional<String> given = MasterFlags.HTTP_FRAMEWORK_AUTHENTICATORS.find(parsed);
        return given.isEmpty() && MasterFlags.SECURE.get(parsed) ? List.of(BASIC) : given.map(AccessValues::names).orElse(List.of());
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    /** What the credentials file says; empty without one. @throws org.tepui.flags.type.BadValueException when it cannot be read any more */
    public static List<CredentialFile.Pair> credentials(Parsed parsed) {
        return MasterFlags.CREDENTIALS.find(parsed).map(CredentialFile::readAll).orElse(List.of());
    }

    /** Lines for the log. @param env the {@code LIBPROCESS_} variables of the environment */
    public static List<String> warnings(Parsed parsed, Map<String, String> env) {
        List<String> warnings = new ArrayList<>();
        MasterFlags.CREDENTIALS.find(parsed).flatMap(path -> CredentialFile.tooOpen("--credentials", path)).ifPresent(warnings::add);
        boolean someMustAuthenticate = isOn(parsed, MasterFlags.AUTHENTICATE_AGENTS) || isOn(parsed, MasterFlags.AUTHENTICATE_FRAMEWORKS);
        if (someMustAuthenticate && !MasterFlags.CREDENTIALS.isGiven(parsed) && MasterFlags.AUTHENTICATORS.get(parsed).equals("crammd5")) {
            warnings.add("--authenticators: crammd5 was given no --credentials, everybody who has to authenticate will be turned away");
        }
        if (MasterFlags.SECURE.get(parsed) && !isTlsOn(env)) {
            warnings.add("--secure: it still needs TLS (LIBPROCESS_SSL_ENABLED), without which whoever sees the network sees secrets");
        }
        return warnings;
    }

    private static boolean isTlsOn(Map<String, String> env) {
        String switched = env.getOrDefault("LIBPROCESS_SSL_ENABLED", env.getOrDefault("SSL_ENABLED", "false"));
        return switched.equals("true") || switched.equals("1");
    }
}
