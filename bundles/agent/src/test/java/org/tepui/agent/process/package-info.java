/** Tests with real processes: they need {@code /bin/sh}, {@code sleep}, {@code env} and {@code cat}. */
package org.tepui.agent.process;
