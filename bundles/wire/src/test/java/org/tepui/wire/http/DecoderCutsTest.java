package org.tepui.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tepui.wire.base.ByteBudget;

class DecoderCutsTest {

    private static final String REQUESTS = "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n"
            + "\r\nPOST /b HTTP/1.1\nContent-Length: 3\n\nabc"
            + "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n02\r\nde\r\n0\r\nT: v\r\n\r\n"
            + "PUT /d HTTP/1.1\r\nX: a\r\n  b\r\nEmpty:\r\n\r\n";

    private final ByteBudget budget = new ByteBudget(1 << 20);

    private RequestDecoder decoder() {
        return new RequestDecoder(UnpooledByteBufAllocator.DEFAULT, 1024, 4096, budget);
    }

    private static String read(RequestDecoder decoder) throws BadRequest {
        StringBuilder out = new StringBuilder();
        for (Request request = decoder.next(); request != null; request = decoder.next()) {
            out.append(request.head().method()).append(' ').append(request.head().target()).append(' ').append(request.head().headers())
                    .append(' ').append(new String(request.body(), StandardCharsets.ISO_8859_1)).append('\n');
        }
        return out.toString();
    }

    private static ByteBuf bytes(byte[] all, int from, int to) {
        return Unpooled.copiedBuffer(all, from, to - from);
    }

    @Test
    void anyCutGivesTheSameRequests() throws BadRequest {
        byte[] all = REQUESTS.getBytes(StandardCharsets.ISO_8859_1);
        RequestDecoder whole = decoder();
        whole.feed(bytes(all, 0, all.length));
        String expected = read(whole);
        assertEquals("GET /a?b=c [Host=h] \nPOST /b [Content-Length=3] abc\nPOST /c [Transfer-Encoding=chunked] abcde\n"
                + "PUT /d [X=a b, Empty=] \n", expected);
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            RequestDecoder decoder = decoder();
            StringBuilder got = new StringBuilder();
            int at = 0;
            while (at < all.length) {
                int to = Math.min(all.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
                decoder.feed(bytes(all, at, to));
                got.append(read(decoder));
                at = to;
            }
            assertEquals(expected, got.toString(), "seed " + seed);
            assertFalse(decoder.inRequest(), "seed " + seed);
        }
        assertEquals(0, budget.used());
    }

    @Test
    void anyMutationEndsInRequestsOrOneRefusalWhateverTheCut() {
        byte[] valid = REQUESTS.getBytes(StandardCharsets.ISO_8859_1);
        for (long seed = 0; seed < 30_000; seed++) {
            Random random = new Random(seed);
            byte[] mutated = valid.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "\r\n :;0f-".charAt(random.nextInt(8)));
            }
            List<String> whole = outcome(mutated, mutated.length);
            assertEquals(whole, outcome(mutated, 1 + random.nextInt(40)), "seed " + seed);
        }
        assertEquals(0, budget.used());
    }

    /** Requests and the refusal; the place of a refusal may differ by cut only in that later bytes are not needed for it. */
    private List<String> outcome(byte[] input, int step) {
        RequestDecoder decoder = decoder();
        List<String> out = new ArrayList<>();
        try {
            for (int at = 0; at < input.length; at += step) {
                decoder.feed(bytes(input, at, Math.min(input.length, at + step)));
                for (Request request = decoder.next(); request != null; request = decoder.next()) {
                    out.add(request.head() + new String(request.body(), StandardCharsets.ISO_8859_1));
                }
            }
        } catch (BadRequest e) {
            out.add("refused " + e.status() + " " + e.kind());
        }
        decoder.close();
        return out;
    }
}
