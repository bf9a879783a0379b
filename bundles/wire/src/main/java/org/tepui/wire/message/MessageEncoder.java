package org.tepui.wire.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.tepui.protocol.libprocess.Upid;

/** A message as the request that libprocess makes of it, header order included. */
final class MessageEncoder {

    private MessageEncoder() {
    }

    /** Ids and names come from peers too; one that does not fit into a request line would let its owner write requests of his own. */
    static boolean sendable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127) {
                return false;
            }
        }
        return true;
    }

    static ByteBuf encode(ByteBufAllocator allocator, Upid from, Upid to, String name, byte[] body) {
        String sender = from.toString();
        StringBuilder text = new StringBuilder(192 + 2 * sender.length() + name.length());
        text.append("POST /");
        if (!to.id().isEmpty()) {
            text.append(to.id()).append('/');
        }
        text.append(name).append(" HTTP/1.1\r\nUser-Agent: libprocess/").append(sender)
                .append("\r\nLibprocess-From: ").append(sender)
                .append("\r\nConnection: Keep-Alive\r\nHost: ").append(to.address()).append("\r\n");
        if (body.length > 0) {
            text.append("Transfer-Encoding: chunked\r\n\r\n").append(Integer.toHexString(body.length));
        }
        text.append("\r\n");
        ByteBuf out = allocator.buffer(text.length() + body.length + 7);
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
        if (body.length > 0) {
            out.writeBytes(body).writeCharSequence("\r\n0\r\n\r\n", StandardCharsets.US_ASCII);
        }
        return out;
    }
}
