/** The policy {@code binpack}: {@link org.tepui.allocator.binpack.BinpackAllocator}. Called by the planner alone. See docs/policies.md. */
package org.tepui.allocator.binpack;
