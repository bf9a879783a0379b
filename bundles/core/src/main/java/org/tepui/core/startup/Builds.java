package org.tepui.core.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.SortedMap;
import org.tepui.core.endpoint.Identity;

/** What the build wrote into {@code build.properties}. */
final class Builds {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Builds() {
    }

    static Identity identity(SortedMap<String, String> flags) {
        Properties build = new Properties();
        try (InputStream in = Builds.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties of the core bundle cannot be read", e);
        }
        Instant time = Instant.parse(build.getProperty("time"));
        return new Identity(Identity.MESOS_VERSION, build.getProperty("version"), DATE.format(time), time.getEpochSecond(),
                build.getProperty("user"), flags);
    }
}
