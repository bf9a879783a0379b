package org.tepui.wire.http;

/** A request as it came in: head, and body without chunking, still in its content encoding. */
public record Request(RequestHead head, byte[] body) {
}
