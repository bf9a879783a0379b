/**
 * What a cluster's resources are and how they add up: immutable values, JDK only, safe to share between threads.
 *
 * <p>{@link org.tepui.api.resource.Resource} is one line (name, value, reservations, disk, flags, allocation);
 * {@link org.tepui.api.resource.Resources} is a collection with sum, difference, containment and filters;
 * {@link org.tepui.api.resource.Quantities} keeps only "how much of what". Scalars are fixed point with three decimals
 * (a long of thousandths), so sums are exact. A resource that is built is valid: every factory throws
 * {@link org.tepui.api.resource.ResourceException} with a code and one line. Roles of reservations live in the list of
 * reservations only; the older wire form (role beside a reservation) is translated by
 * {@link org.tepui.api.resource.ReservationFields}.
 *
 * <p>Order: a collection keeps the order in which its parts came, because peers see it; equality does not look at it.
 *
 * <p>Not here: wire messages and JSON (bundle protocol), who may use what (authorization), who gets what (allocators).
 * Called by the master's core, the planner, allocators, the agent and the codecs of protocol.
 */
@Version("0.1.0")
package org.tepui.api.resource;

import org.osgi.annotation.versioning.Version;
