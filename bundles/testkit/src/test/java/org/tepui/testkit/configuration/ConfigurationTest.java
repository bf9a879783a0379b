package org.tepui.testkit.configuration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @interface Conf {
        String file();

        int seconds() default 5;

        String[] names() default {"a", "b"};
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Conf conf = Configuration.of(Conf.class, Map.of("file", "x"));
        assertEquals("x", conf.file());
        assertEquals(5, conf.seconds());
        assertArrayEquals(new String[] {"a", "b"}, conf.names());
        assertEquals(7, Configuration.of(Conf.class, Map.of("file", "x", "seconds", 7)).seconds());
    }

    @Test
    void slipsAreTold() {
        assertEquals("file of org.tepui.testkit.configuration.ConfigurationTest$Conf must be of String, not null",
                assertThrows(IllegalArgumentException.class, () -> Configuration.of(Conf.class)).getMessage());
        assertEquals("seconds of org.tepui.testkit.configuration.ConfigurationTest$Conf must be of int, not 7",
                assertThrows(IllegalArgumentException.class, () -> Configuration.of(Conf.class, Map.of("file", "x", "seconds", "7"))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Configuration.of(Conf.class, Map.of("file", "x", "second", 7)));
    }
}
