/**
 * HTTP endpoints on the one port of a master or an agent.
 *
 * <p>A bundle registers an {@link org.tepui.api.http.HttpEndpoint} as an OSGi service; the wire bundle routes requests to it while the
 * service is registered and answers 404 once it is gone. Requests arrive whole (the body is bounded by the wire); answers are either
 * whole or a stream of chunks. Called by the wire bundle on its I/O threads: an implementation must not block, it answers through the
 * returned stage. A stage that fails is answered 500 and logged.
 *
 * <p>Nothing of Netty, JSON or protobuf appears here.
 */
@Version("0.2.0")
package org.tepui.api.http;

import org.osgi.annotation.versioning.Version;
