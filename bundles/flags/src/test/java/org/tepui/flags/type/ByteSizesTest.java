package org.tepui.flags.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizesTest {

    @ParameterizedTest
    @CsvSource({"0B,0B", "0GB,0B", "4096B,4KB", "4kb,4KB", "1023B,1023B", "2GB,2GB", "1024Gb,1TB", "1536MB,1536MB", "2048TB,2048TB"})
    void printsTheBiggestUnitThatDivides(String text, String printed) {
        assertEquals(printed, ByteSizes.print(ByteSizes.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x", "B", "1.5GB", "-1B", "1 B", "1PB", "1K", "9999999999TB", "1B\n"})
    void refusesWhatIsNoAmount(String text) {
        assertThrows(BadValueException.class, () -> ByteSizes.parse(text));
    }

    @Test
    void everyAmountReadsBackAsItself() {
        Random random = new Random(14);
        for (int i = 0; i < 20_000; i++) {
            long bytes = random.nextLong() >>> (1 + random.nextInt(63));
            assertEquals(bytes, ByteSizes.parse(ByteSizes.print(bytes)));
        }
    }
}
