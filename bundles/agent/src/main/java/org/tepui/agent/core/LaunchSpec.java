package org.tepui.agent.core;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * A process to be started.
 *
 * @param argv program and arguments; the program is looked up in the task's PATH unless it has a slash
 * @param environment variables set on top of the inherited ones
 * @param sandbox working directory, made with its parents; {@code stdout} and {@code stderr} are written there
 * @param latest link that is pointed at the sandbox
 * @param files local files copied into the sandbox before the start
 * @param volumes directories made when missing and linked into the sandbox
 * @param beside whether it runs in the sandbox of a task that is there already, its output thrown away
 */
public record LaunchSpec(List<String> argv, SortedMap<String, String> environment, Path sandbox, Path latest, List<FetchedFile> files,
        List<LinkedVolume> volumes, boolean beside) {

    /** A command that runs beside this one, in its sandbox: nothing is made, and its output goes nowhere. */
    public LaunchSpec beside(List<String> otherArgv) {
        return new LaunchSpec(otherArgv, environment, sandbox, latest, List.of(), List.of(), true);
    }

    /**
     * @param source absolute path of a local file
     * @param name file name in the sandbox
     * @param executable whether the copy gets execute permission
     */
    public record FetchedFile(Path source, String name, boolean executable) {
    }

    /**
     * @param directory where the volume's data lives
     * @param link path of the link, inside the sandbox
     */
    public record LinkedVolume(Path directory, Path link) {
    }
}
