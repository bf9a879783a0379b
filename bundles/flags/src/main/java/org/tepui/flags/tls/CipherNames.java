package org.tepui.flags.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of cipher suites in the words of OpenSSL, which {@code LIBPROCESS_SSL_CIPHERS} has, in the words of Java. Names of suites only:
 * groups and rules such as {@code HIGH} or {@code !aNULL} have no counterpart.
 */
final class CipherNames {
    private static final Pattern NAME = Pattern.compile(
        "(?:(ECDHE-ECDSA|ECDHE-RSA|DHE-RSA|DHE-DSS)-)?(AES128|AES256|CHACHA20)(?:-(GCM|POLY1305))?(?:-(SHA|SHA256|SHA384))?");

    private CipherNames() {}

    /** @param usable suites of Java that were named, in order @param unusable names without a counterpart */
    record Suites(List<String> usable, List<String> unusable) { }

    /** @param list separated by colons, commas or blanks @param offered the suites that this Java has */
    static Suites of(String list, List<String> offered) {
        List<String> usable = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (String name : list.split("[:, ]+")) {
            if (name.isEmpty()) {
                continue;
            }
            Optional<String> suite = offered.contains(name) ? Optional.of(name) : suite(name).filter(offered::contains);
            suite.ifPresentOrElse(usable::add, () -> unusable.add(name));
        }
        return new Suites(usable, unusable);
    }

    private static Optional<String> suite(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String exchange = parts.group(1) == null ? "RSA" : parts.group(1).replace('-', '_');
        String mode = parts.group(3);
        String cipher = switch (parts.group(2)) {
            case "AES128" -> "AES_128_" + (mode == null ? "CBC" : mode);
            case "AES256" -> "AES_256_" + (mode == null ? "CBC" : mode);
            default -> "CHACHA20_POLY1305";
        };
        String hash = parts.group(4) == null ? "SHA256" : parts.group(4);
        return Optional.of("TLS_" + exchange + "_WITH_" + cipher + "_" + hash);
    }
}
