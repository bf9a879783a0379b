/**
 * What the line and the planner exchange: changes of the cluster one way, plans the other.
 *
 * <p>For the core and the planner bundle; plugins have no business here. The line numbers its batches (epochs) and names agents,
 * frameworks and roles by the dense ids that plans refer to. The planner applies changes to its replica in the order given, so that a
 * plan for epoch E sees exactly the changes up to E.
 */
@Version("0.3.0")
package org.tepui.api.planner;

import org.osgi.annotation.versioning.Version;
