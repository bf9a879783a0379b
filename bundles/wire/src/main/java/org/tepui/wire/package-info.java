/**
 * The one port of a master or an agent, on Netty: HTTP/1.1 endpoints and libprocess messages share it.
 *
 * <p>{@link org.tepui.wire.NettyPortFactory} is the service that others use; everything else is inside. Endpoints come as services of type
 * {@code HttpEndpoint} and are served by every open port. Threads: two event loops named {@code tepui-wire-N} and one that compresses large
 * answers; handlers and endpoints are called on the loops and must not block. Nothing here knows masters, agents or the content of messages.
 */
package org.tepui.wire;
