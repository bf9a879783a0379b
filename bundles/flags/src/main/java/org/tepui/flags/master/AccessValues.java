package org.tepui.flags.master;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tepui.flags.Flag;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.FlagFiles;
import org.tepui.flags.type.Quoted;

/** What flags about access come to, {@code --secure} counted in. */
public final class AccessValues {

    /** What {@code --secure} turns on. */
    public static final List<Flag<Boolean>> AUTHENTICATION = List.of(MasterFlags.AUTHENTICATE_AGENTS, MasterFlags.AUTHENTICATE_FRAMEWORKS,
        MasterFlags.AUTHENTICATE_HTTP_READONLY, MasterFlags.AUTHENTICATE_HTTP_READWRITE, MasterFlags.AUTHENTICATE_HTTP_FRAMEWORKS);

    private static final String BASIC = "basic";
    private static final Set<PosixFilePermission> OTHERS =
        Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

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

    /** The text of the credentials file: secret. @throws org.tepui.flags.type.BadValueException when it cannot be read any more */
    public static Optional<String> credentials(Parsed parsed) {
        return MasterFlags.CREDENTIALS.find(parsed).map(FlagFiles::read);
    }

    /** Lines for the log. */
    public static List<String> warnings(Parsed parsed) {
        List<String> warnings = new ArrayList<>();
        MasterFlags.CREDENTIALS.find(parsed).flatMap(path -> tooOpen("--credentials", path)).ifPresent(warnings::add);
        boolean someMustAuthenticate = isOn(parsed, MasterFlags.AUTHENTICATE_AGENTS) || isOn(parsed, MasterFlags.AUTHENTICATE_FRAMEWORKS);
        if (someMustAuthenticate && !MasterFlags.CREDENTIALS.isGiven(parsed) && MasterFlags.AUTHENTICATORS.get(parsed).equals("crammd5")) {
            warnings.add("--authenticators: crammd5 was given no --credentials, everybody who has to authenticate will be turned away");
        }
        return warnings;
    }

    /** A line about a file with secrets that every user of the machine may use. */
    public static Optional<String> tooOpen(String flag, String path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(Path.of(path));
            if (OTHERS.stream().noneMatch(permissions::contains)) {
                return Optional.empty();
            }
            return Optional.of(flag + ": every user of this machine may use " + Quoted.of(path) + ", which has secrets in it; chmod 600 it");
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            // Whether it can be read is told where it is read; other file systems have no such permissions.
            return Optional.empty();
        }
    }
}
