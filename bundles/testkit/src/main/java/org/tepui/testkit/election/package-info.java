/**
 * Contract of contender and detector as a test class to extend.
 *
 * <p>For the tests of a bundle that provides a {@link org.tepui.api.election.MasterContender} and a
 * {@link org.tepui.api.election.MasterDetector}.
 */
@Version("0.1.0")
package org.tepui.testkit.election;

import org.osgi.annotation.versioning.Version;
