/**
 * What the machine has and how it is named: resources, addresses, the store of reserved resources on disk.
 *
 * <p>Reads files and asks the operating system; called once at start (the store: at each change). Used by the agent's program alone.
 */
package org.tepui.agent.host;
