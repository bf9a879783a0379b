/**
 * HTTP/1.1 on a server connection: bytes to requests, answers to bytes, in request order.
 *
 * <p>The decoder is our own and not Netty's codec, because existing clients rely on what the C++ server reads (no version, LF alone, folded
 * headers, exact method names, refusal of every double length), because a body goes straight into the array that is handed over, and because
 * one write of a stream has to be one chunk. Where to send a request is decided in {@code route} and {@code message}; nothing here knows
 * endpoints or processes.
 */
package org.tepui.wire.http;
