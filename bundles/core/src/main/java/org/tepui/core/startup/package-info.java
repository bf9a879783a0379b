/**
 * The start-up sequence: named steps in Mesos's order, each with a state, a duration and what it waits for, readable while it runs.
 */
package org.tepui.core.startup;
