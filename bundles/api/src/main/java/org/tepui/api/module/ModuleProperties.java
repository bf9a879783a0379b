package org.tepui.api.module;

/** Properties of modules as services, and of configurations. */
public final class ModuleProperties {

    /** Name, or names (a {@code String[]}), by which flags choose the module. */
    public static final String NAME = "tepui.module.name";

    /** In a configuration that comes from a file of {@code conf/}: the file's name. */
    public static final String CONF_FILE = "tepui.conf.file";

    private ModuleProperties() {
    }
}
