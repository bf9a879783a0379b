/** The flags of {@code tepui herd}. Callers: the launcher and the herd bundle. */
@Version("0.1.0")
package org.tepui.flags.herd;

import org.osgi.annotation.versioning.Version;
