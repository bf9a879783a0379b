/**
 * The policy {@code strict-priority}: {@link org.tepui.allocator.strictpriority.StrictPriorityAllocator}. Called by the planner alone. See
 * docs/policies.md.
 */
package org.tepui.allocator.strictpriority;
