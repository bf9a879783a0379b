package org.tepui.flags.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.tepui.flags.type.Quoted;

/**
 * Whether a certificate is that of a host. Scheme {@code legacy}: the peer's name is looked up from its address and must stand in the
 * certificate, whoever connected; addresses count only when they are asked for. Scheme {@code openssl}: the name or address that was
 * connected to must stand there; who connects to us is not looked at.
 *
 * <p>A peer without a name is refused in the legacy scheme unless its address counts; the C++ library lets it pass when clients need no
 * certificate.
 */
final class PeerNames {
    private static final int DNS = 2;
    private static final int IP = 7;

    private final boolean legacy;
    private final boolean addresses;
    private final Function<InetAddress, Optional<String>> nameOf;

    PeerNames(boolean legacy, boolean addresses, Function<InetAddress, Optional<String>> nameOf) {
        this.legacy = legacy;
        this.addresses = addresses;
        this.nameOf = nameOf;
    }

    /** The name service's answer; waits for it, so never on a thread that serves connections. */
    static Optional<String> lookedUp(InetAddress address) {
        String name = address.getCanonicalHostName();
        return name.equals(address.getHostAddress()) ? Optional.empty() : Optional.of(name);
    }

    /** @param host name or address that was connected to */
    void checkServer(X509Certificate certificate, String host) throws CertificateException {
        Optional<InetAddress> address = address(host);
        List<String> names = new ArrayList<>();
        if (address.isEmpty()) {
            names.add(host);
        } else if (legacy) {
            nameOf.apply(address.get()).ifPresent(names::add);
        }
        check(certificate, host, names, address.filter(known -> addresses || !legacy));
    }

    /** @param host address that the client has */
    void checkClient(X509Certificate certificate, String host) throws CertificateException {
        if (legacy) {
            Optional<InetAddress> address = address(host);
            check(certificate, host, address.flatMap(nameOf).map(List::of).orElse(List.of()), address.filter(known -> addresses));
        }
    }

    private static void check(X509Certificate certificate, String host, List<String> names, Optional<InetAddress> address)
            throws CertificateException {
        if (names.isEmpty() && address.isEmpty()) {
            throw new CertificateException("the certificate cannot be compared with " + Quoted.bare(host) + ", whose name cannot be found");
        }
        List<String> certified = new ArrayList<>();
        for (List<?> entry : alternatives(certificate)) {
            boolean isAddress = Integer.valueOf(IP).equals(entry.get(0));
            if (isAddress || Integer.valueOf(DNS).equals(entry.get(0))) {
                String name = String.valueOf(entry.get(1));
                certified.add(name);
                if (isAddress ? address.isPresent() && address.equals(address(name)) : matches(name, names)) {
                    return;
                }
            }
        }
        Optional<String> common = commonName(certificate);
        if (common.isPresent() && matches(common.get(), names)) {
            return;
        }
        common.ifPresent(certified::add);
        throw new CertificateException("the certificate is of " + Quoted.bare(String.join(", ", certified)) + ", not of "
            + Quoted.bare(names.isEmpty() ? host : names.get(0)));
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        return alternatives == null ? List.of() : alternatives;
    }

    /** A name that begins with {@code *.} stands for one label. */
    private static boolean matches(String certified, List<String> names) {
        String pattern = certified.toLowerCase(Locale.ROOT);
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            int dot = lower.indexOf('.');
            if (lower.equals(pattern) || pattern.startsWith("*.") && pattern.indexOf('.', 2) > 0 && dot > 0
                    && lower.substring(dot).equals(pattern.substring(1))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
                    return Optional.of(name);
                }
            }
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Empty for what is a name; never asks a name service. */
    private static Optional<InetAddress> address(String host) {
        if (host.indexOf(':') < 0 && !host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
