/**
 * Contract of firewall rules as a test class to extend.
 *
 * <p>For the tests of a bundle that provides a {@link org.tepui.api.firewall.FirewallRule}.
 */
@Version("0.1.0")
package org.tepui.testkit.firewall;

import org.osgi.annotation.versioning.Version;
