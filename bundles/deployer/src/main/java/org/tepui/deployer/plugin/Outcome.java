package org.tepui.deployer.plugin;

import org.osgi.framework.BundleException;

/**
 * How an operation ended.
 *
 * @param line why it did not do what it should, for the operator; empty when it did
 */
record Outcome(Kind kind, String line) {

    private static final int LINE_CHARS_MAX = 400;

    enum Kind { DONE, UNRESOLVED, FAILED }

    static final Outcome DONE = new Outcome(Kind.DONE, "");

    static Outcome unresolved(String line) {
        return new Outcome(Kind.UNRESOLVED, line);
    }

    static Outcome failed(Throwable error) {
        Throwable cause = error;
        while (cause instanceof BundleException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause instanceof BundleException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
        return new Outcome(Kind.FAILED, oneLine(text + at(cause)));
    }

    private static String at(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause instanceof BundleException || trace.length == 0 ? "" : " at " + trace[0];
    }

    static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LINE_CHARS_MAX ? line.substring(0, LINE_CHARS_MAX) + "..." : line;
    }
}
