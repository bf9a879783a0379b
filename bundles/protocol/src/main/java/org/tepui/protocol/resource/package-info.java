/**
 * Resources and attributes between the wire and the value types of {@code org.tepui.api.resource}: protobuf in all three
 * reservation formats, and the JSON objects of {@code /state}.
 *
 * <p>Everything read here comes from a peer: what is not valid ends as {@link org.tepui.protocol.resource.InvalidResources}
 * with the text the peer is told. Nothing here adds up or decides. Called by the master's handlers and pages, the planner's
 * edge, the agent and the command line clients.
 */
@Version("0.1.0")
package org.tepui.protocol.resource;

import org.osgi.annotation.versioning.Version;
