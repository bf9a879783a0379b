package org.tepui.protocol.recordio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;

class RecordIoTest {

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> decode(RecordIoDecoder decoder, byte[] stream, int... cuts) throws ProtocolException {
        List<String> records = new ArrayList<>();
        int at = 0;
        for (int cut : cuts) {
            decoder.feed(stream, at, cut - at, record -> records.add(new String(record, StandardCharsets.US_ASCII)));
            at = cut;
        }
        decoder.feed(stream, at, stream.length - at, record -> records.add(new String(record, StandardCharsets.US_ASCII)));
        return records;
    }

    @Test
    void aRecordIsFramedInOneArray() {
        assertArrayEquals(ascii("5\nhello"), RecordIo.frame(ascii("hello")));
        assertArrayEquals(ascii("0\n"), RecordIo.frame(new byte[0]));
        assertArrayEquals(ascii("10\n0123456789"), RecordIo.frame(ascii("0123456789")));
    }

    @Test
    void anyTwoCutsGiveTheSameRecords() throws ProtocolException {
        byte[] stream = ascii("5\nhello0\n12\nhello\nworld\n3\nend");
        List<String> expected = List.of("hello", "", "hello\nworld\n", "end");
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                RecordIoDecoder decoder = new RecordIoDecoder(100);
                assertEquals(expected, decode(decoder, stream, first, second));
                assertTrue(decoder.atBoundary());
            }
        }
    }

    @Test
    void randomRecordsComeBackWhateverTheCuts() throws ProtocolException {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<byte[]> records = new ArrayList<>();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int i = random.nextInt(6); i >= 0; i--) {
                byte[] record = new byte[random.nextInt(40_000)];
                random.nextBytes(record);
                records.add(record);
                stream.writeBytes(RecordIo.frame(record));
            }
            RecordIoDecoder decoder = new RecordIoDecoder(40_000);
            List<byte[]> got = new ArrayList<>();
            byte[] bytes = stream.toByteArray();
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(9_000));
                decoder.feed(bytes, at, count, got::add);
                at += count;
            }
            assertEquals(records.size(), got.size());
            for (int i = 0; i < got.size(); i++) {
                assertArrayEquals(records.get(i), got.get(i));
            }
        }
    }

    @Test
    void aRecordAboveTheLimitIsRefusedAtItsLength() throws ProtocolException {
        assertEquals(List.of("0123456789"), decode(new RecordIoDecoder(10), ascii("10\n0123456789")));
        ProtocolException refused = assertThrows(ProtocolException.class, () -> decode(new RecordIoDecoder(10), ascii("11")));
        assertEquals("Length of a record is above the limit of 10 bytes", refused.getMessage());
        assertEquals(Code.RECORDIO, refused.code());
        assertThrows(ProtocolException.class, () -> decode(new RecordIoDecoder(Integer.MAX_VALUE), ascii("99999999999999999999999")));
    }

    @Test
    void endlessZerosAreRefused() {
        assertThrows(ProtocolException.class, () -> decode(new RecordIoDecoder(10), ascii("0".repeat(1_000))));
    }

    @Test
    void garbageIsRefusedAndTheStreamIsLost() {
        for (String garbage : List.of("x", "-1\n", "\n", "1 \n", "0x5\n", "5\r\nhello")) {
            RecordIoDecoder decoder = new RecordIoDecoder(100);
            ProtocolException refused = assertThrows(ProtocolException.class, () -> decode(decoder, ascii(garbage)), garbage);
            assertTrue(refused.getMessage().indexOf('\n') < 0);
            assertThrows(ProtocolException.class, () -> decode(decoder, ascii("1\na")));
            assertFalse(decoder.atBoundary());
        }
    }

    @Test
    void anAnnouncedLengthAloneTakesNoMemory() throws ProtocolException {
        List<RecordIoDecoder> decoders = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            RecordIoDecoder decoder = new RecordIoDecoder(1 << 30);
            decode(decoder, ascii("1073741824\nx"));
            assertFalse(decoder.atBoundary());
            decoders.add(decoder);
        }
        assertEquals(1_000, decoders.size());
    }
}
