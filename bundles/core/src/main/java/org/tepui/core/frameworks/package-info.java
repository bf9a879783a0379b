/**
 * Frameworks: subscription, failover, disconnection and removal, their records, and the door through which every scheduler call comes
 * ({@link org.tepui.core.frameworks.SchedulerCalls}). What a call does lives with the aggregate that it changes.
 */
package org.tepui.core.frameworks;
