/**
 * The edge to the v1 API: bodies of calls, events and responses in JSON or protobuf, to and from the one set of messages inside.
 *
 * <p>v1 has the field numbers of v0 but for a handful, so bytes pass unchanged except where {@link org.tepui.protocol.v1.V1Edge} says
 * otherwise. Called by HTTP endpoints and by clients; the rest of the house never sees that there are two versions.
 */
@Version("0.1.0")
package org.tepui.protocol.v1;

import org.osgi.annotation.versioning.Version;
