package org.tepui.flags.master;

import java.util.List;
import java.util.Map;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.CredentialFile;

/** Rules about who may do what. */
final class AccessChecks {
    private static final String FORM = "; write {\"credentials\": [{\"principal\": \"NAME\", \"secret\": \"SECRET\"}]}";

    private static final List<String> TYPES = List.of("ANY", "NONE", "SOME");
    private static final List<String> UNNAMED =
        List.of("logs", "flags", "level", "agents", "machines", "resource_providers", "images");
    private static final List<String> PATHS = List.of("/containers", "/containerizer/debug", "/files/debug", "/logging/toggle",
        "/metrics/snapshot", "/monitor/statistics");

    private AccessChecks() {}

    static void authorizers(Parsed parsed, List<FlagError> errors) {
        oneName(parsed, MasterFlags.AUTHORIZERS, errors);
        MasterFlags.ACLS.find(parsed).ifPresent(acls -> MasterFlagChecks.tell(parsed, MasterFlags.ACLS, errors, () -> checkAcls(acls.tree())));
    }

    /** What the authorizer local would refuse later, told with the other flags: objects that can't be named, unknown types and paths. */
    private static void checkAcls(Map<String, Object> acls) {
        acls.forEach((list, entries) -> {
            if (entries instanceof List<?> given) {
                for (Object entry : given) {
                    ((Map<?, ?>) entry).forEach((field, entity) -> checkEntity(list, field.toString(), (Map<?, ?>) entity));
                }
            }
        });
    }

    private static void checkEntity(String list, String field, Map<?, ?> entity) {
        Object type = entity.get("type") == null ? "SOME" : entity.get("type");
        if (!TYPES.contains(type)) {
            throw new BadValueException(list + "." + field + ".type must be ANY, NONE or SOME");
        }
        if (type.equals("SOME") && (UNNAMED.contains(field) || (field.equals("users") && list.endsWith("_standalone_containers")))) {
            throw new BadValueException(list + "." + field + " can only be of type ANY or NONE");
        }
        if (field.equals("paths") && entity.get("values") instanceof List<?> paths && !PATHS.containsAll(paths)) {
            throw new BadValueException(list + ".paths may name " + String.join(", ", PATHS));
        }
    }

    static void authentication(Parsed parsed, List<FlagError> errors) {
        MasterFlags.CREDENTIALS.find(parsed).ifPresent(path ->
            MasterFlagChecks.tell(parsed, MasterFlags.CREDENTIALS, errors, () -> CredentialFile.readAll(path)));
        oneName(parsed, MasterFlags.AUTHENTICATORS, errors);
        basicNeedsCredentials(parsed, MasterFlags.AUTHENTICATE_HTTP_READONLY, AccessValues.httpAuthenticators(parsed), errors);
        basicNeedsCredentials(parsed, MasterFlags.AUTHENTICATE_HTTP_READWRITE, AccessValues.httpAuthenticators(parsed), errors);
        if (MasterFlags.AUTHENTICATE_HTTP_FRAMEWORKS.get(parsed) && AccessValues.httpFrameworkAuthenticators(parsed).isEmpty()) {
            errors.add(FlagError.of(parsed, MasterFlags.HTTP_FRAMEWORK_AUTHENTICATORS,
                "needed for --authenticate_http_frameworks, but not given"));
        }
        basicNeedsCredentials(parsed, MasterFlags.AUTHENTICATE_HTTP_FRAMEWORKS, AccessValues.httpFrameworkAuthenticators(parsed), errors);
        if (MasterFlags.SECURE.get(parsed)) {
            secure(parsed, errors);
        }
    }

    /** What {@code --secure} turns on must not be turned off beside it, and what it stands on must be there: each need is a line. */
    private static void secure(Parsed parsed, List<FlagError> errors) {
        for (Flag<Boolean> flag : AccessValues.AUTHENTICATION) {
            if (flag.isGiven(parsed) && !flag.get(parsed)) {
                errors.add(FlagError.of(parsed, flag, "off, but --secure turns it on; leave one of them out"));
            }
        }
        if (!MasterFlags.CREDENTIALS.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, MasterFlags.SECURE,
                "it still needs --credentials=FILE, without which nobody could authenticate" + FORM));
        }
        if (MasterFlags.AUTHORIZERS.get(parsed).equals("local") && !MasterFlags.ACLS.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, MasterFlags.SECURE,
                "it still needs --acls=JSON, without which everything would be forbidden"));
        }
    }

    private static void basicNeedsCredentials(Parsed parsed, Flag<Boolean> flag, List<String> names, List<FlagError> errors) {
        if (flag.get(parsed) && names.contains("basic") && !MasterFlags.CREDENTIALS.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, flag, "the HTTP authenticator basic needs --credentials"));
        }
    }

    private static void oneName(Parsed parsed, Flag<String> flag, List<FlagError> errors) {
        if (flag.get(parsed).indexOf(',') >= 0) {
            errors.add(FlagError.of(parsed, flag, "only one name may be given"));
        }
    }
}
