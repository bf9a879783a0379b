/**
 * What the rooms of this bundle share: the exception for bytes that came from outside and cannot be read.
 *
 * <p>Messages are in {@code mesos.*}, their JSON in {@code json}, the edge to the v1 API in {@code v1}, record framing in
 * {@code recordio}, actors on the network in {@code libprocess}. Nothing here opens a socket or holds state of the cluster.
 */
@Version("0.1.0")
package org.tepui.protocol;

import org.osgi.annotation.versioning.Version;
