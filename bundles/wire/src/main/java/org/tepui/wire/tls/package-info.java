/**
 * TLS of a port's connections: the door that tells TLS from plain by the first byte, and what stands around Netty's handler on either side.
 * Knows nothing of requests and messages; a port without TLS has none of it in its way.
 */
package org.tepui.wire.tls;
