package org.tepui.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tepui.flags.type.FlagTypes.DURATION;
import static org.tepui.flags.type.FlagTypes.INT;
import static org.tepui.flags.type.FlagTypes.SECRET;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlagParserTest {
    private static final FlagTable.Builder ALL = FlagTable.builder("X_").addAll(LoggingFlags.ALL);
    private static final Flag<Boolean> ON = ALL.add(Flag.of("on", SWITCH).alias("old_on").defaultsTo("false"));
    private static final Flag<Integer> COUNT = ALL.add(Flag.of("count", INT).alias("old_count").check(n -> n > 0, "must be above zero"));
    private static final Flag<String> TITLE = ALL.add(Flag.of("title", TEXT).defaultsTo("none"));
    private static final Flag<Duration> WAIT = ALL.add(Flag.of("wait", DURATION).defaultsTo("5secs"));
    private static final Flag<String> OURS = ALL.add(Flag.of("ours", TEXT).own().defaultsTo("x"));
    private static final Flag<String> GUARD = ALL.add(Flag.of("guard", TEXT).feature(Feature.refuse("no guard yet")).harmlessWhen("off"::equals));
    private static final Flag<String> TUNE = ALL.add(Flag.of("tune", TEXT).defaultsTo("a").feature(Feature.warn("no tuning yet")));
    private static final Flag<?> URL = ALL.add(Flag.of("url", SECRET));
    private static final Flag<?> VERSION = ALL.add(Flag.of("version", SWITCH).defaultsTo("false"));
    private static final FlagTable TABLE = ALL.build();

    private static Parsed parse(String... args) {
        return FlagParser.parse(TABLE, List.of(args), Map.of());
    }

    private static String firstError(String... args) {
        return parse(args).errors().get(0).line();
    }

    @ParameterizedTest
    @CsvSource({"--on,true", "--on=,true", "--on=true,true", "--on=1,true", "--on=false,false", "--on=0,false", "--no-on,false", "--no-on=,false",
        "--ON=1,true", "--no-old_on,false", "--old_on,true"})
    void readsSwitches(String arg, boolean value) {
        Parsed parsed = parse(arg);
        assertEquals(List.of(), parsed.errors());
        assertEquals(value, ON.get(parsed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--on=TRUE", "--on=yes", "--no-on=true", "--no-on=x", "--no-count", "--no-count=1", "--count", "--count=", "--count=x",
        "--nope", "--no-nope", "--", "--=x"})
    void refusesMalformedFlags(String arg) {
        assertEquals(arg.equals("--") ? 0 : 1, parse(arg).errors().size());
    }

    @Test
    void ignoresWhatIsNoFlagAndWhatComesBehindTwoDashes() {
        Parsed parsed = parse("-h", "word", "  --count=1 ", "--", "--nope");
        assertEquals(List.of(), parsed.errors());
        assertEquals(1, COUNT.get(parsed));
        assertEquals(2, parsed.warnings().size());
    }

    @Test
    void keepsEverythingBehindTheFirstEqualsSign() {
        assertEquals("a=b --c", TITLE.get(parse("--title=a=b --c")));
        assertEquals("", TITLE.get(parse("--title=")));
    }

    @Test
    void tellsAllErrorsInTheOrderOfNames() {
        List<String> names = parse("--wait=x", "--nope", "--count=y", "--on=z").errors().stream().map(FlagError::flag).toList();
        assertEquals(List.of("count", "nope", "on", "wait"), names);
    }

    @Test
    void aFlagAndItsAliasAreOneFlag() {
        assertTrue(firstError("--count=1", "--old_count=1").startsWith("--old_count: given more than once"));
        assertTrue(firstError("--on", "--no-on").contains("given more than once"));
        assertTrue(firstError("--on", "--on").contains("given more than once"));
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverDefaults() {
        Map<String, String> env = Map.of("X_TITLE", "env", "X_wait", "7secs", "X_UNKNOWN", "u", "x_count", "5", "X_ON", "");
        Parsed parsed = FlagParser.parse(TABLE, List.of("--title=cli"), env);
        assertEquals(List.of(), parsed.errors());
        assertEquals("cli", TITLE.get(parsed));
        assertEquals(Duration.ofSeconds(7), WAIT.get(parsed));
        assertEquals(Optional.empty(), COUNT.find(parsed));
        assertTrue(ON.get(parsed));
    }

    @Test
    void anotherSpellingInTheEnvironmentIsTheSameFlagTwice() {
        Parsed parsed = FlagParser.parse(TABLE, List.of("--count=2"), Map.of("X_OLD_COUNT", "3"));
        assertEquals("X_OLD_COUNT: given more than once, also as --count; give it once", parsed.errors().get(0).line());
    }

    @Test
    void errorsOfTheEnvironmentNameTheVariable() {
        Parsed parsed = FlagParser.parse(TABLE, List.of(), Map.of("X_COUNT", "y"));
        assertTrue(parsed.errors().get(0).line().startsWith("X_COUNT: 'y'"), parsed.errors().toString());
    }

    @Test
    void deprecatedNamesWarnAndStayTheNameThatIsShown() {
        Parsed parsed = parse("--old_count=3");
        assertEquals(3, COUNT.get(parsed));
        assertEquals("3", parsed.printed().get("old_count"));
        assertFalse(parsed.printed().containsKey("count"));
        assertTrue(parsed.warnings().get(0).contains("--count"), parsed.warnings().toString());
    }

    @Test
    void suggestsTheNearestName() {
        assertTrue(firstError("--titel=x").endsWith("did you mean --title?"));
        assertTrue(firstError("--old-count=1").endsWith("did you mean --old_count?"));
        assertFalse(firstError("--somethingelse").contains("did you mean"));
    }

    @Test
    void helpIsHonouredUnlessAnErrorSortsBeforeIt() {
        assertTrue(parse("--help", "--nope").isHelpAsked());
        assertFalse(parse("--help", "--count=x").isHelpAsked());
        assertTrue(parse("--version", "--wait=x").isVersionAsked());
        assertFalse(parse("--version", "--count=x").isVersionAsked());
        assertFalse(parse("--no-help").isHelpAsked());
    }

    @Test
    void rulesOfAValueAreErrorsToo() {
        assertEquals("--count: must be above zero", firstError("--count=0"));
    }

    @Test
    void aMissingFeatureIsRefusedOrWarnedAboutOnlyWhenAskedFor() {
        assertEquals("--guard: refused, no guard yet", parse("--guard=x").refusals().get(0).line());
        assertEquals(List.of(), parse("--guard=off", "--tune=a").refusals());
        assertEquals(List.of(), parse("--guard=off", "--tune=a").warnings());
        assertEquals(List.of("--tune: accepted without effect, no tuning yet"), parse("--tune=b").warnings());
        assertEquals(List.of(), parse("--guard=x").errors());
    }

    @Test
    void valuesCanBeReadByName() {
        Parsed parsed = parse("--count=3");
        assertEquals(3, parsed.integer("count"));
        assertEquals("none", parsed.string("title"));
        assertEquals(Duration.ofSeconds(5), parsed.duration("wait"));
        assertFalse(parsed.bool("on"));
        assertThrows(NoSuchElementException.class, () -> parsed.string("nope"));
        assertThrows(NoSuchElementException.class, () -> GUARD.get(parsed));
    }

    @Test
    void ownFlagsAreShownOnlyWhenGiven() {
        assertFalse(parse().printed().containsKey("ours"));
        assertEquals("y", parse("--ours=y").printed().get("ours"));
        assertEquals("x", OURS.get(parse()));
    }

    @Test
    void secretsAreInNoMessageAndInNoPrint() {
        for (Parsed parsed : List.of(parse("--url=zk://u:hunter2@h/m"), parse("--url=file:///no/such"), parse("--url=zk://u:hunter2@h", "--url=x"))) {
            String all = parsed.errors() + parsed.warnings().toString() + parsed.printed();
            assertFalse(all.contains("hunter2"), all);
        }
    }

    @Test
    void messagesStayOneLineWhateverIsGiven() {
        for (String text : List.of("a\nb", "a\rb", "\u001b[31m", "\u2028", "x".repeat(100_000))) {
            for (Parsed parsed : List.of(parse("--count=" + text), parse("--on=" + text), parse("--wait=" + text), parse(text))) {
                parsed.errors().forEach(error -> assertTrue(error.line().length() < 600 && error.line().lines().count() == 1, error.line()));
                parsed.warnings().forEach(line -> assertTrue(line.length() < 600 && line.lines().count() == 1, line));
            }
        }
    }

    @Test
    void noArgumentsWhateverTheyAreMakeItFail() {
        Random random = new Random(172);
        String[] words = {"--", "no-", "count", "on", "wait", "=", "x", "1", "secs", "-", "\n", "{", "file://", " ", "ß", "\u0130"};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder arg = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                arg.append(words[random.nextInt(words.length)]);
            }
            Parsed parsed = parse(arg.toString(), "--title=t");
            parsed.errors().forEach(error -> assertEquals(1, error.line().lines().count()));
            parsed.printed();
        }
    }

    @Test
    void twoFlagsOfOneNameAreAMistakeInTheTable() {
        FlagTable.Builder twice = FlagTable.builder("X_");
        twice.add(Flag.of("a", TEXT));
        twice.add(Flag.of("b", TEXT).alias("a"));
        assertThrows(IllegalArgumentException.class, twice::build);
        assertEquals("tune", TUNE.name());
        assertEquals(URL, TABLE.find("url").orElseThrow());
        assertEquals(VERSION, TABLE.find("version").orElseThrow());
    }
}
