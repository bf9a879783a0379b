package org.tepui.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.tepui.api.http.HttpResponse;

/** Status line, headers and chunks as bytes. */
final class AnswerEncoder {

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACCEPTED_TAIL = "\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACCEPTED_START = "HTTP/1.1 202 Accepted\r\nDate: ".getBytes(StandardCharsets.US_ASCII);

    private AnswerEncoder() {
    }

    /** The answer to nearly every message: made without the detour over headers. */
    static ByteBuf accepted(ByteBufAllocator allocator) {
        ByteBuf out = allocator.buffer(96);
        out.writeBytes(ACCEPTED_START);
        out.writeCharSequence(HttpDate.now(), StandardCharsets.US_ASCII);
        return out.writeBytes(ACCEPTED_TAIL);
    }

    /** Status line and headers; with the body when it is to be sent. */
    static ByteBuf whole(ByteBufAllocator allocator, HttpResponse answer, boolean withBody) {
        StringBuilder text = start(answer);
        headers(text, answer);
        text.append("Content-Length: ").append(answer.body().length).append("\r\n\r\n");
        int bodyBytes = withBody ? answer.body().length : 0;
        ByteBuf out = allocator.buffer(text.length() + bodyBytes);
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        return bodyBytes == 0 ? out : out.writeBytes(answer.body());
    }

    static ByteBuf streamHead(ByteBufAllocator allocator, HttpResponse answer) {
        StringBuilder text = start(answer).append("Transfer-Encoding: chunked\r\n");
        headers(text, answer);
        text.append("\r\n");
        ByteBuf out = allocator.buffer(text.length());
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        return out;
    }

    /** One write of a stream is one chunk: clients were seen to take each chunk for one record. */
    static ByteBuf chunk(ByteBufAllocator allocator, byte[] data) {
        ByteBuf out = allocator.buffer(data.length + 12);
        out.writeCharSequence(Integer.toHexString(data.length), StandardCharsets.US_ASCII);
        return out.writeBytes(CRLF).writeBytes(data).writeBytes(CRLF);
    }

    static ByteBuf lastChunk(ByteBufAllocator allocator) {
        return allocator.buffer(LAST_CHUNK.length).writeBytes(LAST_CHUNK);
    }

    static ByteBuf interim(ByteBufAllocator allocator) {
        return allocator.buffer(CONTINUE.length).writeBytes(CONTINUE);
    }

    private static StringBuilder start(HttpResponse answer) {
        return new StringBuilder(256).append("HTTP/1.1 ").append(answer.status()).append(' ').append(Reasons.of(answer.status()))
                .append("\r\nDate: ").append(HttpDate.now()).append("\r\n");
    }

    private static void headers(StringBuilder text, HttpResponse answer) {
        for (Map.Entry<String, String> header : answer.headers()) {
            if (!ours(header.getKey())) {
                text.append(header.getKey()).append(": ").append(line(header.getValue())).append("\r\n");
            }
        }
    }

    private static boolean ours(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "date", "content-length", "transfer-encoding", "connection" -> true;
            default -> false;
        };
    }

    /** A value can come from a request (a redirect, a role): it must not be able to begin a header of its own. */
    private static String line(String value) {
        return value.indexOf('\r') < 0 && value.indexOf('\n') < 0 ? value : value.replace('\r', ' ').replace('\n', ' ');
    }
}
