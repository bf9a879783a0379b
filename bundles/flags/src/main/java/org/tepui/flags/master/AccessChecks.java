package org.tepui.flags.master;

import java.util.List;
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

    private AccessChecks() {}

    static void authorizers(Parsed parsed, List<FlagError> errors) {
        oneName(parsed, MasterFlags.AUTHORIZERS, errors);
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
