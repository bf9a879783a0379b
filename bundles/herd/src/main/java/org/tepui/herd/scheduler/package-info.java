/** A scheduler that fills every offer with tasks: events in, calls out. {@link org.tepui.herd.scheduler.HerdScheduler} knows no sockets. */
package org.tepui.herd.scheduler;
