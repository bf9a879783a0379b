/**
 * A cluster for the unit test of a policy: agents, frameworks and a ledger, no master. The planner is the real one, so a policy is offered the
 * candidates that it would be offered in a master.
 */
package org.tepui.testkit.allocator;
