package org.tepui.flags.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlagTypesTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"0.8,0.8", "1,1", "1e6,1e+06", "123456,123456", "1234567,1.23457e+06", "0.0001,0.0001", "0.00001,1e-05", "-2.5,-2.5", ".5,0.5",
        "0,0"})
    void printsNumbersAsAnOutputStreamDoes(String text, String printed) {
        assertEquals(printed, FlagTypes.DECIMAL.print(FlagTypes.DECIMAL.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "1x", "0x10", "2147483648", "1 "})
    void refusesWhatIsNoWholeNumber(String text) {
        assertThrows(BadValueException.class, () -> FlagTypes.INT.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nan", "inf", "1e999", "1,5", "1f", "0x1p3"})
    void refusesWhatIsNoDecimal(String text) {
        assertThrows(BadValueException.class, () -> FlagTypes.DECIMAL.parse(text));
    }

    @Test
    void unsignedNumbersWrapAndSayso() {
        List<String> warnings = new ArrayList<>();
        assertEquals(Long.MAX_VALUE, FlagTypes.SIZE.load("-1", warnings::add));
        assertEquals("18446744073709551615", FlagTypes.SIZE.print(Long.MAX_VALUE));
        assertEquals(65535, FlagTypes.PORT.load("-1", warnings::add));
        assertEquals(2, warnings.size());
        assertThrows(BadValueException.class, () -> FlagTypes.PORT.parse("65536"));
        assertThrows(BadValueException.class, () -> FlagTypes.SIZE.parse("18446744073709551616"));
    }

    @Test
    void filesStandForTheirContentUnchanged() throws IOException {
        Path file = Files.writeString(dir.resolve("v"), "5secs");
        assertEquals(Duration.ofSeconds(5), FlagTypes.DURATION.load("file://" + file, w -> { }));
        Files.writeString(file, "5secs\n");
        assertThrows(BadValueException.class, () -> FlagTypes.DURATION.load("file://" + file, w -> { }));
        assertEquals("5secs\n", FlagTypes.TEXT.load("file://" + file, w -> { }));
        assertEquals(file.toString(), FlagTypes.PATH.load("file://" + file, w -> { }));
    }

    @Test
    void filesThatCannotBeReadAreNamed() {
        BadValueException missing = assertThrows(BadValueException.class, () -> FlagTypes.TEXT.load("file:///no/such", w -> { }));
        assertTrue(missing.getMessage().contains("/no/such"), missing.getMessage());
        BadValueException folder = assertThrows(BadValueException.class, () -> FlagTypes.TEXT.load("file://" + dir, w -> { }));
        assertTrue(folder.getMessage().contains("directory"), folder.getMessage());
        BadValueException endless = assertThrows(BadValueException.class, () -> FlagTypes.TEXT.load("file:///dev/zero", w -> { }));
        assertTrue(endless.getMessage().contains("longer than 4MB"), endless.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "zk://user:secret@h:1/m,zk://user:******@h:1/m", "zk://h:1/m,zk://h:1/m", "zk://user:s@cret@h:1/m,zk://user:******@h:1/m",
        "zk://user:se/cret@h:1/m,zk://user:******@h:1/m", "zk://secret@h/m,zk://******@h/m", "secret@h,******@h"
    })
    void passwordsInUrlsAreBlottedOut(String given, String shown) {
        SecretText text = FlagTypes.SECRET.parse(given);
        assertEquals(given, text.value());
        assertEquals(shown, text.toString());
    }

    @Test
    void aSecretFromAFileIsShownAsItsPath() throws IOException {
        Path file = Files.writeString(dir.resolve("zk"), "zk://u:secret@h:1/m\n");
        SecretText text = FlagTypes.SECRET.load("file://" + file, w -> { });
        assertEquals("zk://u:secret@h:1/m\n", text.value());
        assertEquals("file://" + file, FlagTypes.SECRET.print(text));
        assertFalse(FlagTypes.PASSWORD.print(FlagTypes.PASSWORD.parse("secret")).contains("secret"));
    }

    @Test
    void setsAreSortedAndPrintedInBraces() {
        assertEquals("{ a, b }", FlagTypes.TEXT_SET.print(FlagTypes.TEXT_SET.parse("b,a,,b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/10mins", "10/1secs", "1/1hrs/", "3/90secs"})
    void readsRates(String text) {
        assertEquals(Rate.parse(text), Rate.parse(Rate.parse(text).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "1", "1/", "/1secs", "x/1mins", "1/x", "1/1/1", "1/1", "0/1secs", "-1/1secs", "1/0secs", "1/-1secs", "1.5/1secs", "1 / 1mins",
        "2147483648/1mins"
    })
    void refusesWhatIsNoRate(String text) {
        assertThrows(BadValueException.class, () -> Rate.parse(text));
    }
}
