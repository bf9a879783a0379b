/**
 * What is not answered at all: rules over requests, asked before authentication.
 *
 * <p>A {@link org.tepui.api.firewall.FirewallRule} is a service; every rule is asked, in the order of service ranking, on the connection's
 * thread: short, never blocking. A rule that throws refuses the request with 500. libprocess messages are not asked about.
 */
@Version("0.1.0")
package org.tepui.api.firewall;

import org.osgi.annotation.versioning.Version;
