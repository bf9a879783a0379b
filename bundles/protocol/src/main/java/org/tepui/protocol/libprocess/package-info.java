/**
 * Actors on the network as libprocess has them: process ids, messages, links, and the port that carries them.
 *
 * <p>{@link org.tepui.protocol.libprocess.PortFactory} is a service of the wire bundle; master and agent open one
 * {@link org.tepui.protocol.libprocess.Port} each. Bodies stay bytes here: who owns a process decodes them.
 */
@Version("0.2.0")
package org.tepui.protocol.libprocess;

import org.osgi.annotation.versioning.Version;
