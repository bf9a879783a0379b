package org.tepui.agent.core;

/** A task's name across frameworks. */
record TaskKey(String framework, String task) {

    @Override
    public String toString() {
        return "'" + task + "' of framework " + framework;
    }
}
