/** Requests, and endpoints to ask, for the unit tests of endpoints, HTTP authenticators and firewall rules. */
@Version("0.1.0")
package org.tepui.testkit.http;

import org.osgi.annotation.versioning.Version;
