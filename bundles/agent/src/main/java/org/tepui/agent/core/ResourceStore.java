package org.tepui.agent.core;

import java.nio.file.Path;
import java.util.List;
import org.tepui.protocol.mesos.Resource;

/** Where the agent keeps the reservations and volumes that the master told it; they outlive the agent's process. */
public interface ResourceStore {

    /** What was saved last; empty when nothing was. */
    List<Resource> load();

    /** Replaces the list. @throws java.io.UncheckedIOException when it cannot be kept; the message names the file */
    void save(List<Resource> resources);

    /** Removes the data of volumes that were destroyed. */
    void remove(List<Path> directories);
}
