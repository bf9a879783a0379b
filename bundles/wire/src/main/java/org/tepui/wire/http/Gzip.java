package org.tepui.wire.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tepui.wire.base.BadInput;

/** Content encoding gzip, both ways. */
final class Gzip {

    /** Smaller answers are not worth it; the C++ server has the same bound. */
    static final int ANSWER_BYTES_MIN = 1024;

    private Gzip() {
    }

    /** Whether {@code Accept-Encoding} names gzip or {@code *} with a weight other than 0. */
    static boolean accepted(Optional<String> acceptEncoding) {
        if (acceptEncoding.isEmpty()) {
            return false;
        }
        Optional<Boolean> wildcard = Optional.empty();
        for (String option : acceptEncoding.get().split(",")) {
            String[] parts = option.split(";");
            String coding = parts[0].trim().toLowerCase(Locale.ROOT);
            if (coding.equals("gzip")) {
                return weighted(parts);
            }
            if (coding.equals("*")) {
                wildcard = Optional.of(weighted(parts));
            }
        }
        return wildcard.orElse(false);
    }

    private static boolean weighted(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace(" ", "").toLowerCase(Locale.ROOT);
            if (parameter.matches("q=0(\\.0*)?")) {
                return false;
            }
        }
        return true;
    }

    static byte[] compress(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(512, body.length / 4));
        try (GZIPOutputStream gzip = new FastGzip(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** Speed counts more than the last per cent: large state documents are asked for every few seconds. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 4096);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** @throws BadRequest 500 as the C++ server answers, 413 when the content is larger than {@code bytesMax} (a bomb) */
    static byte[] decompress(byte[] body, int bytesMax) throws BadRequest {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(bytesMax, Math.max(64, body.length * 3)));
        byte[] block = new byte[8192];
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int number = gzip.read(block); number >= 0; number = gzip.read(block)) {
                if (number > bytesMax - out.size()) {
                    throw new BadRequest(BadInput.TOO_LARGE, 413, "The body of the request is larger than " + bytesMax + " bytes when decoded",
                            "gzip body of more than " + bytesMax + " bytes");
                }
                out.write(block, 0, number);
            }
        } catch (EOFException e) {
            throw new BadRequest(BadInput.BODY_CODING, 500, "Failed to decompress body", "gzip body is cut off");
        } catch (IOException e) {
            throw BadRequest.body(BadInput.BODY_CODING, "gzip body: " + e.getMessage());
        }
        return out.toByteArray();
    }
}
