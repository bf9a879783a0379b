package org.tepui.deployer.scan;

/**
 * A file as one look finds it.
 *
 * @param kind anything but FILE has no size and no time
 * @param size bytes
 * @param modifiedMs milliseconds since 1970
 */
public record Stamp(Kind kind, long size, long modifiedMs) {

    /** What an entry of a folder is, links followed. */
    public enum Kind { FILE, FOLDER, DANGLING, SPECIAL, UNREADABLE }
}
