package org.tepui.flags.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whose certificate it is, in both schemes. */
class PeerNamesTest {

    private static final Function<InetAddress, Optional<String>> KNOWN = address -> Optional.of("agent7.example.org");
    private static final Function<InetAddress, Optional<String>> UNKNOWN = address -> Optional.empty();

    private final TestCertificates.Issued authority = TestCertificates.authority("a");

    private X509Certificate of(String commonName, String... names) {
        return TestCertificates.issue(authority, commonName, names).certificate();
    }

    private static boolean server(PeerNames names, X509Certificate certificate, String host) {
        return passes(() -> names.checkServer(certificate, host));
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private static boolean passes(Check check) {
        try {
            check.run();
            return true;
        } catch (CertificateException e) {
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            return false;
        }
    }

    @Test
    void theLegacySchemeLooksUpTheNameOfAnAddress() {
        PeerNames legacy = new PeerNames(true, false, KNOWN);
        assertTrue(server(legacy, of("x", "dns:agent7.example.org"), "10.0.0.7"));
        assertTrue(server(legacy, of("agent7.example.org"), "10.0.0.7"));
        assertFalse(server(legacy, of("x", "dns:agent8.example.org"), "10.0.0.7"));
        assertFalse(server(legacy, of("x", "ip:10.0.0.7"), "10.0.0.7"), "addresses count only when they are asked for");
        assertTrue(server(new PeerNames(true, true, KNOWN), of("x", "ip:10.0.0.7"), "10.0.0.7"));
        assertFalse(server(new PeerNames(true, true, UNKNOWN), of("x", "ip:10.0.0.8"), "10.0.0.7"));
    }

    @Test
    void aPeerWhoseNameCannotBeFoundIsRefused() {
        PeerNames legacy = new PeerNames(true, false, UNKNOWN);
        CertificateException e = assertThrows(CertificateException.class, () -> legacy.checkServer(of("x"), "10.0.0.7"));
        assertTrue(e.getMessage().contains("10.0.0.7, whose name cannot be found"), e.getMessage());
        assertFalse(passes(() -> legacy.checkClient(of("x"), "10.0.0.7")));
    }

    @Test
    void theOpensslSchemeComparesWhatWasConnectedTo() {
        PeerNames openssl = new PeerNames(false, false, address -> {
            throw new AssertionError("no name service is asked");
        });
        assertTrue(server(openssl, of("x", "ip:10.0.0.7"), "10.0.0.7"));
        assertFalse(server(openssl, of("x", "dns:agent7.example.org"), "10.0.0.7"));
        assertTrue(server(openssl, of("x", "dns:master.example.org"), "Master.example.org"));
        assertTrue(server(openssl, of("x", "dns:*.example.org"), "master.example.org"));
        assertFalse(server(openssl, of("x", "dns:*.example.org"), "a.master.example.org"));
        assertFalse(server(openssl, of("x", "dns:*.org"), "example.org"), "a star alone before a top level is no name");
        assertDoesNotThrow(() -> openssl.checkClient(of("anybody"), "10.0.0.9"));
    }

    @Test
    void theLegacySchemeComparesClientsToo() {
        PeerNames legacy = new PeerNames(true, false, KNOWN);
        assertTrue(passes(() -> legacy.checkClient(of("agent7.example.org"), "10.0.0.7")));
        assertFalse(passes(() -> legacy.checkClient(of("agent8.example.org"), "10.0.0.7")));
    }
}
