package org.tepui.wire.route;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a path leads: the delegate rule.
 *
 * @param path what handlers, redirects and the firewall see: decoded, with the delegate in front where the first part names no process
 * @param process the process that gets the request
 * @param name path behind the process, without slashes at both ends
 */
record Place(String path, String process, String name) {

    /**
     * @param raw path as sent, beginning with a slash
     * @param exists whether a process of that id is there
     * @return empty when nothing can be there: a bad escape, a NUL, a part {@code ..} in any spelling, no process and no delegate
     */
    static Optional<Place> of(String raw, Predicate<String> exists, Optional<String> delegate) {
        Optional<String> decoded = Percent.decode(raw, false);
        if (decoded.isEmpty() || decoded.get().contains("/..") || decoded.get().indexOf('\0') >= 0) {
            return Optional.empty();
        }
        String trimmed = trimEnd(raw);
        int from = skipSlashes(trimmed, 0);
        int to = from;
        while (to < trimmed.length() && trimmed.charAt(to) != '/') {
            to++;
        }
        String first = Percent.decode(trimmed.substring(from, to), false).orElse("");
        if (!first.isEmpty() && exists.test(first)) {
            // A doubled slash in front hides the process part from the route, as it does in the C++ server.
            return place(first, trimmed.substring(from > 1 ? from : to));
        }
        return delegate.isEmpty() ? Optional.empty() : place(delegate.get(), trimmed);
    }

    private static Optional<Place> place(String process, String rest) {
        String name = Percent.decode(rest.substring(skipSlashes(rest, 0)), false).orElse("");
        return Optional.of(new Place(name.isEmpty() ? "/" + process : "/" + process + "/" + name, process, name));
    }

    private static int skipSlashes(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        return i;
    }

    private static String trimEnd(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
