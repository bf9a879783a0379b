/**
 * A scheduler's side of the v1 API: the stream of events, the calls beside it, and the watch over one task. The logic
 * ({@link org.tepui.execute.scheduler.TaskWatch}) knows no sockets.
 */
package org.tepui.execute.scheduler;
