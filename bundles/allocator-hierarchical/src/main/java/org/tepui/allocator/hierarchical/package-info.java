/**
 * Dominant resource fairness over a tree of roles, then over the frameworks of a role.
 *
 * <p>{@link org.tepui.allocator.hierarchical.HierarchicalAllocator} walks the agents of a cycle;
 * {@link org.tepui.allocator.hierarchical.RoleTree} and {@link org.tepui.allocator.hierarchical.RoleClients} keep the order, in arrays, and
 * mend it after each booking where it changed. Who may get what is not asked here: the draft knows. Called by the planner alone.
 */
package org.tepui.allocator.hierarchical;
