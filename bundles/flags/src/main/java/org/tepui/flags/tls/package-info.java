/**
 * TLS as the variables {@code LIBPROCESS_SSL_*} set it up: reading them, the PEM files they name, and what a peer's certificate must be.
 *
 * <p>Used by every program: by the launcher and the clients to refuse half a setup before anything is opened, by master and agent for their
 * port. Nothing but the JDK's own provider; nothing of networks here, and no message with anything that stood in a key file.
 */
@Version("0.1.0")
package org.tepui.flags.tls;

import org.osgi.annotation.versioning.Version;
