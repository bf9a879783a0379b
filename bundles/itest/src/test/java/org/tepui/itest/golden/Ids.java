package org.tepui.itest.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One to one mapping of recorded ids (masters, agents, frameworks, offers, streams) to those of this run; learnt on the way. */
final class Ids {

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final int UUID_LENGTH = 36;
    static final Pattern ID = Pattern.compile("(" + UUID + "(?:-(?:S\\d+|O\\d+|\\d{4,})(?!\\d))?)");
    static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?");

    private final Map<String, String> forward;
    private final Map<String, String> back;

    Ids() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private Ids(Map<String, String> forward, Map<String, String> back) {
        this.forward = forward;
        this.back = back;
    }

    Ids copy() {
        return new Ids(new LinkedHashMap<>(forward), new LinkedHashMap<>(back));
    }

    void take(Ids other) {
        forward.putAll(other.forward);
        back.putAll(other.back);
    }

    /** True when the two may be the same thing; remembers that they are. */
    boolean same(String recorded, String live) {
        if (kind(recorded) != kind(live)) {
            return false;
        }
        if (forward.containsKey(recorded) || back.containsKey(live)) {
            return live.equals(forward.get(recorded));
        }
        forward.put(recorded, live);
        back.put(live, recorded);
        if (recorded.length() > UUID_LENGTH) {
            forward.putIfAbsent(recorded.substring(0, UUID_LENGTH), live.substring(0, UUID_LENGTH));
            back.putIfAbsent(live.substring(0, UUID_LENGTH), recorded.substring(0, UUID_LENGTH));
        }
        return true;
    }

    private static char kind(String id) {
        return id.length() == UUID_LENGTH ? 'u' : Character.isDigit(id.charAt(UUID_LENGTH + 1)) ? 'f' : id.charAt(UUID_LENGTH + 1);
    }

    /** The recorded text with the ids of this run. */
    String translate(String text) {
        return ID.matcher(text).replaceAll(match -> Matcher.quoteReplacement(one(match.group())));
    }

    private String one(String id) {
        String known = forward.get(id);
        if (known != null || id.length() == UUID_LENGTH) {
            return known == null ? id : known;
        }
        String master = forward.get(id.substring(0, UUID_LENGTH));
        return master == null ? id : master + id.substring(UUID_LENGTH);
    }
}
