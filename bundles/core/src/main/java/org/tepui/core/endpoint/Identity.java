package org.tepui.core.endpoint;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this process is, for {@code /version}, {@code /flags} and {@code /state}.
 *
 * @param mesosVersion version on the wire: three integers, of the Mesos line
 * @param tepuiVersion Tepui's own version
 * @param buildDate such as {@code 2026-11-25 00:00:00 UTC}
 * @param buildSeconds since the epoch
 * @param flags name to printed value, of every flag that has one
 */
public record Identity(String mesosVersion, String tepuiVersion, String buildDate, double buildSeconds, String buildUser,
        SortedMap<String, String> flags) {

    /** The version that peers are told: the last line of Mesos. */
    public static final String MESOS_VERSION = "1.12.0";

    public Identity {
        Objects.requireNonNull(tepuiVersion);
        flags = Collections.unmodifiableSortedMap(new TreeMap<>(flags));
    }

    /** {@code /version} in the order of its keys. */
    Map<String, Object> version() {
        SortedMap<String, Object> version = new TreeMap<>();
        version.put("build_date", buildDate);
        version.put("build_time", buildSeconds);
        version.put("build_user", buildUser);
        version.put("tepui_version", tepuiVersion);
        version.put("version", mesosVersion);
        return version;
    }
}
