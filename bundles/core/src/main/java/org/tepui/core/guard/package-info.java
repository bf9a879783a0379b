/**
 * What stands around every call into a module: a bound in time, a count of what it costs, and a book of its faults.
 *
 * <p>{@link org.tepui.core.guard.FaultBook} is plain logic with a clock handed in; {@link org.tepui.core.guard.CallThreads} and
 * {@link org.tepui.core.guard.Sampler} have the threads; {@link org.tepui.core.guard.Guard} puts them together for lanes, endpoints and the
 * port's gate. Nothing here knows an implementation of a module, nothing here is used on the line.
 */
package org.tepui.core.guard;
