/**
 * Who is it: authenticators of HTTP requests and of libprocess peers.
 *
 * <p>Services with the property {@code tepui.module.name}, the values of {@code --http_authenticators},
 * {@code --http_framework_authenticators} and {@code --authenticators}. Called on ingress lanes, never on the line: an answer that takes
 * time holds up its own sender only. Implementations must not block. What fails refuses: in a gap nobody is let in.
 */
@Version("0.3.0")
package org.tepui.api.authentication;

import org.osgi.annotation.versioning.Version;
