/**
 * Contracts of the authenticators of HTTP requests and of agents as test classes to extend.
 *
 * <p>For the tests of a bundle that provides an {@link org.tepui.api.authentication.HttpAuthenticator} or an
 * {@link org.tepui.api.authentication.Authenticator}.
 */
@Version("0.1.0")
package org.tepui.testkit.authentication;

import org.osgi.annotation.versioning.Version;
