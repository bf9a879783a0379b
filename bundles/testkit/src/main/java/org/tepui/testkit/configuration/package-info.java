/** Configurations for the unit test of a plugin, as {@code conf/} would give them. */
@Version("0.1.0")
package org.tepui.testkit.configuration;

import org.osgi.annotation.versioning.Version;
