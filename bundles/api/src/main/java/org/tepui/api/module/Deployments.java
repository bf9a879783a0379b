package org.tepui.api.module;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The folder {@code deploy/}: a service of the deployer, for start-up, HTTP and shell. Safe for any thread; none of its calls waits for a plugin. */
@ProviderType
public interface Deployments {

    /** Every file of the folder with its state, by name. */
    List<Deployment> list();

    /** Whether every file that was there at the start has been started, or will not be. Never false again once true. */
    boolean settled();

    /** Whether every file of {@code conf/} that was there at the start has been applied, or will not be. Never false again once true. */
    default boolean configured() {
        return true;
    }

    /**
     * Says what a jar would add. Takes the time of reading it.
     *
     * @param jar the whole file
     */
    JarPreview preview(byte[] jar);
}
