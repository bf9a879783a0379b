package org.tepui.api.module;

import java.util.Arrays;
import org.tepui.api.http.Permission;

/** The action that is asked of whoever sees or changes modules. Its object is a {@link ModuleKind#text() kind}. */
public final class ManageModules {

    public static final String ACTION = "MANAGE_MODULES";

    private ManageModules() {
    }

    /** Of what concerns no kind alone: whoever may manage one kind may have it. */
    public static Permission ofSomeKind() {
        return Permission.of(ACTION, Arrays.stream(ModuleKind.values()).map(ModuleKind::text).toList());
    }
}
