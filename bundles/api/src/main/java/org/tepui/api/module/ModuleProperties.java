package org.tepui.api.module;

/** Service properties of modules. */
public final class ModuleProperties {

    /** Name, or names (a {@code String[]}), by which flags choose the module. */
    public static final String NAME = "tepui.module.name";

    private ModuleProperties() {
    }
}
