/**
 * HTTP/1.1 on a server connection: bytes to requests, answers to bytes, in request order.
 *
 * <p>The decoder is our own and not Netty's codec, because existing clients rely on what the C++ server reads (no version, LF alone, folded
 * headers, exact method names, refusal of every double length), because a body goes straight into the array that is handed over, and because
 * one write of a stream has to be one chunk. Where to send a request is decided in {@code route} and {@code message}; nothing here knows
 * endpoints or processes.
 *
 * <p>Deviations from the C++ server, each on purpose:
 * <ul>
 * <li>HEAD is answered without a body (there: with the body of GET).
 * <li>{@code Expect: 100-continue} gets its interim answer when no byte of the body has come and no other answer is due.
 * <li>A bad escape in the query is answered 400, too long a request line 414, too long headers 431, too large a body 413, an unfinished
 * request 408 (there: closed without a word, or waited for without end).
 * <li>Trailers are read and dropped, chunk extensions are accepted everywhere (there: 500).
 * <li>An empty Content-Length, a missing line end behind a chunk, and transfer codings other than {@code chunked} and {@code identity} end
 * the connection (there: guessed at, which lets requests be smuggled).
 * <li>WebDAV methods are not read.
 * <li>A request that was sent before the client shut its output is answered (there: closed).
 * <li>The name for jsonp is checked.
 * </ul>
 */
package org.tepui.wire.http;
