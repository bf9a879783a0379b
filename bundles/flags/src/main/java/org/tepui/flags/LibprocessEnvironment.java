package org.tepui.flags;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.FlagTypes;
import org.tepui.flags.type.Quoted;
import org.tepui.flags.type.Rate;

/** The {@code LIBPROCESS_} variables, their rules, and what is wrong with them. */
final class LibprocessEnvironment {
    private static final String PREFIX = "LIBPROCESS_";

    private record Variable(String source, String value) {}

    private final Map<String, Variable> variables = new TreeMap<>();
    private final List<FlagError> errors;
    private final List<String> warnings = new ArrayList<>();

    LibprocessEnvironment(Map<String, String> env, List<FlagError> errors) {
        this.errors = errors;
        new TreeMap<>(env).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                variables.putIfAbsent(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), new Variable(name, value));
            }
        });
    }

    List<String> warnings() {
        return warnings;
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).map(Variable::value);
    }

    /** @param source where the text stood; empty: the variable of this name */
    Optional<Inet4Address> ipv4(String name, String source, String text) {
        try {
            return Optional.of(NetworkSettings.parseIpv4(text));
        } catch (BadValueException e) {
            error(name, source, e.getMessage());
            return Optional.empty();
        }
    }

    OptionalInt port(String name, String source, String text) {
        try {
            int port = FlagTypes.INT.parse(text);
            if (port >= 1 && port <= 65535) {
                return OptionalInt.of(port);
            }
            error(name, source, text + " is no port; write a number from 1 to 65535");
        } catch (BadValueException e) {
            error(name, source, e.getMessage());
        }
        return OptionalInt.empty();
    }

    void checkIpv6(String name) {
        value(name).ifPresent(text -> {
            try {
                // A text with a colon is never looked up by name.
                if (text.indexOf(':') >= 0 && InetAddress.getByName(text) instanceof Inet6Address) {
                    return;
                }
            } catch (UnknownHostException e) {
                // Not an address: said below, the exception knows no more.
            }
            error(name, "", Quoted.of(text) + " is no IPv6 address");
        });
    }

    boolean bool(String name) {
        try {
            return value(name).map(text -> text.isEmpty() || FlagTypes.SWITCH.parse(text)).orElse(false);
        } catch (BadValueException e) {
            error(name, "", e.getMessage());
            return false;
        }
    }

    /** A rate; the empty text means no limit. */
    Optional<Rate> rate(String name, Rate otherwise) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return Optional.of(otherwise);
        }
        try {
            return text.get().isEmpty() ? Optional.empty() : Optional.of(Rate.parse(text.get()));
        } catch (BadValueException e) {
            error(name, "", e.getMessage());
            return Optional.empty();
        }
    }

    /** Variables of the C++ library that mean nothing to a JVM. */
    void warnIgnored() {
        for (String name : List.of("enable_profiler", "libev_num_io_threads", "memory_profiling", "num_worker_threads")) {
            if (variables.containsKey(name)) {
                warnings.add(variables.get(name).source() + ": has no effect here");
            }
        }
    }

    private void error(String name, String source, String text) {
        errors.add(new FlagError(name, source.isEmpty() ? variables.get(name).source() : source, text));
    }
}
