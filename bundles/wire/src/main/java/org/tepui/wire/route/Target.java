package org.tepui.wire.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Path and query of a request, not decoded. */
record Target(String path, String query) {

    static Target of(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? new Target(target, "") : new Target(target.substring(0, mark), target.substring(mark + 1));
    }

    /** Pairs in their order, of equal names the last value; empty when an escape is bad. */
    Optional<Map<String, String>> pairs() {
        if (query.isEmpty()) {
            return Optional.of(Map.of());
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        int from = 0;
        for (int i = 0; i <= query.length(); i++) {
            if (i == query.length() || query.charAt(i) == '&' || query.charAt(i) == ';') {
                if (i > from && !put(pairs, query.substring(from, i))) {
                    return Optional.empty();
                }
                from = i + 1;
            }
        }
        return Optional.of(pairs);
    }

    private static boolean put(Map<String, String> pairs, String pair) {
        int equals = pair.indexOf('=');
        Optional<String> name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        Optional<String> value = equals < 0 ? Optional.of("") : Percent.decode(pair.substring(equals + 1), true);
        if (name.isEmpty() || value.isEmpty()) {
            return false;
        }
        pairs.remove(name.get());
        pairs.put(name.get(), value.get());
        return true;
    }
}
