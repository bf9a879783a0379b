package org.tepui.deployer.plugin;

import java.nio.file.Path;
import org.osgi.framework.Version;
import org.tepui.deployer.jar.BundleJar;

/**
 * One content of a file of {@code deploy/}.
 *
 * @param copy our own: the file may be overwritten while the bundle runs
 * @param digest of its bytes
 */
public record Content(BundleJar jar, Path copy, String digest) {

    String name() {
        return jar.symbolicName() + " " + version();
    }

    Version version() {
        return jar.version();
    }
}
