package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded nonsense on real sockets: the port goes on, and no connection stays behind. */
class FuzzTest {

    private static final int ROUNDS = 10_000;

    @Test
    void nothingThatIsSentEndsThePortOrLeaksAConnection() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (String table : List.of("hostile-http.tsv", "hostile-messages.tsv", "odd-clients.tsv")) {
            for (String[] row : Recorded.table(table)) {
                byte[] request = Recorded.bytes(row[row.length - 1]);
                if (request.length < 4000) {
                    seeds.add(request);
                }
            }
        }
        try (TestPort wire = new TestPort()) {
            for (int round = 0; round < ROUNDS; round++) {
                Random random = new Random(round);
                byte[] input = round % 10 == 0 ? noise(random) : mutated(seeds.get(random.nextInt(seeds.size())), random);
                send(wire, input, random.nextBoolean());
                if (round % 1000 == 0) {
                    assertHealthy(wire, round);
                }
            }
            wire.await("connections_open", 0);
            wire.await("streams_open", 0);
            assertHealthy(wire, ROUNDS);
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(400)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(byte[] request, Random random) {
        byte[] bytes = request.clone();
        for (int n = random.nextInt(5); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\r\n :;%0f-".charAt(random.nextInt(9));
                default -> {
                    int length = Math.min(bytes.length - at, random.nextInt(20));
                    System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                }
            }
        }
        return bytes;
    }

    private static void send(TestPort wire, byte[] input, boolean politely) throws IOException {
        try (RawClient client = wire.client()) {
            try {
                client.send(input);
                if (politely) {
                    client.shutdownOutput();
                    client.drain();
                }
            } catch (IOException e) {
                // Closed while we were writing: an allowed answer to nonsense.
                assertEquals(java.net.SocketException.class, e.getClass(), e.toString());
            }
        }
    }

    private static void assertHealthy(TestPort wire, int round) throws IOException {
        try (RawClient client = wire.client()) {
            assertEquals(200, client.get("/health").read().status(), "after round " + round);
        }
    }
}
