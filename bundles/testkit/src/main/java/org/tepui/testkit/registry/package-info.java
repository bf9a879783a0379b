/**
 * Contract of the registry's storages as a test class to extend.
 *
 * <p>For the tests of a bundle that provides a {@link org.tepui.api.registry.Storage}; not used by anything that runs in a master.
 */
@Version("0.1.0")
package org.tepui.testkit.registry;

import org.osgi.annotation.versioning.Version;
