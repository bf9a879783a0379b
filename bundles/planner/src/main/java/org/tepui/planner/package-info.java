/**
 * Between the line and the live allocator: the replica of the cluster, the rules of eligibility, drafts and the planner's thread.
 *
 * <p>{@link org.tepui.planner.PlanEngine} is plain and single-threaded;
 * {@link org.tepui.planner.ThreadedPlanner} puts it on a thread with deadlines, {@link org.tepui.planner.PlannerService} makes that a
 * service. {@link org.tepui.planner.SteppedPlanner} is the same without thread and clock, for the simulation. Everything is kept by dense ids in arrays: a cycle creates no objects but the plan and touches no string. Nothing here decides
 * who comes first; that is the allocator's, and nothing here decides what is free in the end; that is the line's.
 */
package org.tepui.planner;

