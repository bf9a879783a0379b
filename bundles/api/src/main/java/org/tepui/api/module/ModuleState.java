package org.tepui.api.module;

/** What a module is doing. */
public enum ModuleState {

    /** The master uses it. */
    ACTIVE("active"),
    /** It is there and could be chosen. */
    STANDBY("standby"),
    /** It had more faults than its budget, or an operator took it out; it is not called until it is released. */
    QUARANTINED("quarantined");

    private final String text;

    ModuleState(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
