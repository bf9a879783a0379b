/** The flags of {@code tepui execute}, which follow those of {@code mesos-execute}. Callers: the launcher and the execute bundle. */
@Version("0.1.0")
package org.tepui.flags.execute;

import org.osgi.annotation.versioning.Version;
