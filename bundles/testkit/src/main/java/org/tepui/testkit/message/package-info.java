/** Messages of Mesos for the unit tests of authorizers and hooks. */
@Version("0.1.0")
package org.tepui.testkit.message;

import org.osgi.annotation.versioning.Version;
