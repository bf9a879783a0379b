/**
 * Contract of authorizers as a test class to extend.
 *
 * <p>For the tests of a bundle that provides an {@link org.tepui.api.authorization.Authorizer}.
 */
@Version("0.1.0")
package org.tepui.testkit.authorization;

import org.osgi.annotation.versioning.Version;
