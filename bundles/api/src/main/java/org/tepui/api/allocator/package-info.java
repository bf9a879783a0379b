/**
 * Policy of allocation: who is offered what next.
 *
 * <p>An {@link org.tepui.api.allocator.Allocator} is a service with the property {@code tepui.module.name}, the value of
 * {@code --allocator}. It decides an order only. What is free, who may be offered it, filters, limits, minimum sizes and the offers
 * themselves belong to the mechanism: a policy names framework, role and agent through the {@link org.tepui.api.allocator.Draft} and the
 * draft takes what the rules allow. A policy therefore keeps every rule by construction.
 *
 * <p>All calls come from one thread, the planner's. Agents, frameworks, roles and resource names are dense {@code int} ids, valid until
 * the removal event; quantities are {@code long} thousandths ({@code cpus:0.1} is 100). A policy keeps no clock, thread or random source
 * of its own: {@link org.tepui.api.allocator.PlanRequest#random()} is handed in, so that the same events give the same plans.
 *
 * <p>Version 0.x: this package may still change.
 */
@Version("0.1.0")
package org.tepui.api.allocator;

import org.osgi.annotation.versioning.Version;
