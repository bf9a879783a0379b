package org.tepui.flags.master;

import java.util.List;
import java.util.Map;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.FlagFiles;
import org.tepui.flags.type.JsonReader;
import org.tepui.flags.type.JsonShape;
import org.tepui.flags.type.JsonShape.Kind;
import org.tepui.flags.type.Quoted;

/** Rules about who may do what. */
final class AccessChecks {
    private static final JsonShape CREDENTIALS = JsonShape.any()
        .list("credentials", JsonShape.any().required("principal", Kind.TEXT).optional("secret", Kind.TEXT));
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
            MasterFlagChecks.tell(parsed, MasterFlags.CREDENTIALS, errors, () -> checkCredentials(path)));
        oneName(parsed, MasterFlags.AUTHENTICATORS, errors);
        if (MasterFlags.AUTHENTICATE_HTTP_READONLY.get(parsed) || MasterFlags.AUTHENTICATE_HTTP_READWRITE.get(parsed)) {
            onlyBasic(parsed, MasterFlags.HTTP_AUTHENTICATORS, errors);
        }
        basicNeedsCredentials(parsed, MasterFlags.AUTHENTICATE_HTTP_READONLY, errors);
        basicNeedsCredentials(parsed, MasterFlags.AUTHENTICATE_HTTP_READWRITE, errors);
        if (MasterFlags.AUTHENTICATE_HTTP_FRAMEWORKS.get(parsed)) {
            if (MasterFlags.HTTP_FRAMEWORK_AUTHENTICATORS.isGiven(parsed)) {
                onlyBasic(parsed, MasterFlags.HTTP_FRAMEWORK_AUTHENTICATORS, errors);
            } else {
                errors.add(FlagError.of(parsed, MasterFlags.HTTP_FRAMEWORK_AUTHENTICATORS,
                    "needed for --authenticate_http_frameworks, but not given"));
            }
        }
    }

    private static void basicNeedsCredentials(Parsed parsed, Flag<Boolean> flag, List<FlagError> errors) {
        if (flag.get(parsed) && MasterFlags.HTTP_AUTHENTICATORS.get(parsed).equals("basic") && !MasterFlags.CREDENTIALS.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, flag, "the HTTP authenticator basic needs --credentials"));
        }
    }

    private static void onlyBasic(Parsed parsed, Flag<String> flag, List<FlagError> errors) {
        for (String name : flag.get(parsed).split(",")) {
            if (!name.equals("basic")) {
                errors.add(FlagError.of(parsed, flag, "HTTP authenticator " + Quoted.of(name) + " is unknown; known is basic"));
            }
        }
    }

    private static void oneName(Parsed parsed, Flag<String> flag, List<FlagError> errors) {
        if (flag.get(parsed).indexOf(',') >= 0) {
            errors.add(FlagError.of(parsed, flag, "only one name may be given"));
        }
    }

    /** The messages tell the place of a fault, never what stands there. */
    private static void checkCredentials(String path) {
        String text = FlagFiles.read(path);
        if (text.isBlank()) {
            throw new BadValueException("the file is empty" + FORM);
        }
        try {
            CREDENTIALS.check(JsonReader.object(text).tree());
        } catch (BadValueException e) {
            throw new BadValueException("the file is not as expected, " + e.getMessage() + FORM);
        }
    }
}
