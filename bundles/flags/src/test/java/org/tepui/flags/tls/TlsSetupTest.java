package org.tepui.flags.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tepui.flags.FlagError;
import org.tepui.flags.agent.AgentFlags;
import org.tepui.flags.master.MasterFlags;

/** What the variables and files of TLS come to, and what half a setup is told. Field case F105. */
class TlsSetupTest {

    @TempDir
    static Path dir;
    private static TestCertificates.Issued authority;

    private final List<FlagError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @BeforeAll
    static void make() throws IOException {
        authority = TestCertificates.authority("test authority").write(dir, "ca");
        TestCertificates.issue(authority, "localhost", "dns:localhost", "ip:127.0.0.1").write(dir, "server");
        TestCertificates.issue(authority, "other").write(dir, "other");
        Files.writeString(dir.resolve("encrypted.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nTOPSECRETTOP\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Files.writeString(dir.resolve("old-encrypted.key"), "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"
            + "TOPSECRETTOP\n-----END RSA PRIVATE KEY-----\n");
        Files.writeString(dir.resolve("damaged.key"), "-----BEGIN PRIVATE KEY-----\nTOPSECRETTOP\n-----END PRIVATE KEY-----\n");
        Files.writeString(dir.resolve("cut.key"), "-----BEGIN PRIVATE KEY-----\nTOPSECRET\n");
        Files.writeString(dir.resolve("text.pem"), "TOPSECRET, no PEM\n");
        Files.writeString(dir.resolve("damaged.pem"), TestCertificates.pem("CERTIFICATE", new byte[] {1, 2, 3}));
        Files.createDirectories(dir.resolve("empty"));
    }

    private Optional<Tls> read(String... pairs) {
        return read(Tls.Side.PORT, pairs);
    }

    private Optional<Tls> read(Tls.Side side, String... pairs) {
        errors.clear();
        warnings.clear();
        return Tls.of(environment(pairs), side, errors, warnings);
    }

    /** Values that begin with @ are files of the folder. */
    private static Map<String, String> environment(String... pairs) {
        Map<String, String> env = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            env.put(pairs[i], pairs[i + 1].startsWith("@") ? dir.resolve(pairs[i + 1].substring(1)).toString() : pairs[i + 1]);
        }
        return env;
    }

    private Optional<Tls> whole(String... more) {
        List<String> pairs = new ArrayList<>(List.of("LIBPROCESS_SSL_ENABLED", "true", "LIBPROCESS_SSL_CERT_FILE", "@server.pem",
            "LIBPROCESS_SSL_KEY_FILE", "@server.key"));
        pairs.addAll(Arrays.asList(more));
        return read(pairs.toArray(String[]::new));
    }

    private String onlyError() {
        assertEquals(1, errors.size(), () -> errors.stream().map(FlagError::line).toList().toString());
        String line = errors.get(0).line();
        assertFalse(line.contains("\n") || line.contains("TOPSECRET"), line);
        return line;
    }

    /** Half setups: what is set, the variable that the one line begins with, and words that it must have. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "ENABLED=true                                           | LIBPROCESS_SSL_KEY_FILE  | needed for TLS",
        "ENABLED=true CERT_FILE=@server.pem                     | LIBPROCESS_SSL_KEY_FILE  | needed for TLS",
        "ENABLED=1 KEY_FILE=@server.key                         | LIBPROCESS_SSL_CERT_FILE | needed for TLS",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@gone.key  | LIBPROCESS_SSL_KEY_FILE  | no such file or directory",
        "ENABLED=true CERT_FILE=@gone.pem KEY_FILE=@server.key  | LIBPROCESS_SSL_CERT_FILE | no such file or directory",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@empty     | LIBPROCESS_SSL_KEY_FILE  | is a directory",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=           | LIBPROCESS_SSL_KEY_FILE  | the value is empty",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@other.key | LIBPROCESS_SSL_KEY_FILE  | is not the key of the first certificate",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@encrypted.key | LIBPROCESS_SSL_KEY_FILE | is encrypted; write it without a password",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@old-encrypted.key | LIBPROCESS_SSL_KEY_FILE | is encrypted; write it without a password",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@damaged.key | LIBPROCESS_SSL_KEY_FILE | damaged or of no known kind",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@cut.key   | LIBPROCESS_SSL_KEY_FILE  | has no end",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@text.pem  | LIBPROCESS_SSL_KEY_FILE  | there is no private key in it",
        "ENABLED=true CERT_FILE=@text.pem KEY_FILE=@server.key  | LIBPROCESS_SSL_CERT_FILE | has no certificate in it",
        "ENABLED=true CERT_FILE=@damaged.pem KEY_FILE=@server.key | LIBPROCESS_SSL_CERT_FILE | certificate number 1 cannot be read",
        "KEY_FILE=@server.key                                   | LIBPROCESS_SSL_KEY_FILE  | neither switched on nor off",
        "VERIFY_CERT=true                                       | LIBPROCESS_SSL_VERIFY_CERT | neither switched on nor off",
        "ENABLED=maybe                                          | LIBPROCESS_SSL_ENABLED   | is neither true (1) nor false (0)",
        "ENABLED=false VERIFY_CERT=maybe                        | LIBPROCESS_SSL_VERIFY_CERT | is neither true (1) nor false (0)",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key CA_FILE=@gone.pem | LIBPROCESS_SSL_CA_FILE | no such file or directory",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key CA_DIR=@gone | LIBPROCESS_SSL_CA_DIR | no such file or directory",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key CA_DIR=@empty | LIBPROCESS_SSL_CA_DIR | has no certificate in it",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key CIPHERS=RC4-SHA:NULL | LIBPROCESS_SSL_CIPHERS | none of its ciphers",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key ECDH_CURVES=P-384 | LIBPROCESS_SSL_ECDH_CURVES | cannot be chosen",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key VERIFICATION_DEPTH=-1 | LIBPROCESS_SSL_VERIFICATION_DEPTH | negative",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key VERIFICATION_DEPTH=x | LIBPROCESS_SSL_VERIFICATION_DEPTH | 'x'",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key HOSTNAME_VALIDATION_SCHEME=new | LIBPROCESS_SSL_HOSTNAME_VALIDATION_SCHEME | neither legacy nor openssl",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key ENABLE_TLS_V1_2=false | LIBPROCESS_SSL_ENABLE_TLS_V1_2 | no protocol is left",
        "ENABLED=true CERT_FILE=@server.pem KEY_FILE=@server.key ENABLE_TLS_V1_2=false ENABLE_TLS_V1_1=true | LIBPROCESS_SSL_ENABLE_TLS_V1_1 | TLS 1.1 is not to be had",
    })
    void halfASetupIsRefusedInOneLine(String set, String variable, String words) {
        List<String> pairs = new ArrayList<>();
        for (String pair : set.strip().split(" +")) {
            pairs.add("LIBPROCESS_SSL_" + pair.substring(0, pair.indexOf('=')));
            pairs.add(pair.substring(pair.indexOf('=') + 1));
        }
        assertTrue(read(pairs.toArray(String[]::new)).isEmpty());
        String line = onlyError();
        assertTrue(line.startsWith(variable.strip() + ": "), line);
        assertTrue(line.contains(words.strip()), line);
        Map<String, String> env = environment(pairs.toArray(String[]::new));
        assertEquals(line + "\n", MasterFlags.PROGRAM.start(List.of("--registry=in_memory"), env).err());
        assertEquals(line + "\n", AgentFlags.PROGRAM.start(List.of("--master=127.0.0.1:5050", "--work_dir=" + dir.resolve("work")), env).err());
    }

    @Test
    void aFileThatThisUserMayNotReadIsNamed() throws IOException {
        Path key = Files.writeString(dir.resolve("closed.key"), "x");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
        if (!Files.isReadable(key)) {
            read("LIBPROCESS_SSL_ENABLED", "true", "LIBPROCESS_SSL_CERT_FILE", "@server.pem", "LIBPROCESS_SSL_KEY_FILE", "@closed.key");
            assertTrue(onlyError().contains("closed.key' cannot be read: permission denied"), onlyError());
        }
        Files.delete(key);
    }

    @Test
    void aWholeSetupIsTakenAndSaysNothingOfItsKey() {
        Tls tls = whole().orElseThrow();
        assertEquals(List.of(), warnings);
        assertEquals("TLS [TLSv1.2]", tls.toString());
        assertFalse(tls.downgrade() || tls.accepting().getNeedClientAuth());
        assertTrue(whole("LIBPROCESS_SSL_REQUIRE_CLIENT_CERT", "true", "LIBPROCESS_SSL_CA_FILE", "@ca.pem").orElseThrow().accepting()
            .getNeedClientAuth());
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), List.of(whole("LIBPROCESS_SSL_ENABLE_TLS_V1_3", "1").orElseThrow().accepting().getProtocols()));
    }

    @Test
    void oldNamesAreTakenWithAWarningThatNamesTheNewOne() {
        assertTrue(read("SSL_ENABLED", "true", "SSL_CERT_FILE", "@server.pem", "SSL_KEY_FILE", "@server.key").isPresent());
        for (String name : List.of("ENABLED", "CERT_FILE", "KEY_FILE")) {
            assertTrue(warnings.contains("SSL_" + name + ": old name of LIBPROCESS_SSL_" + name + ", which to set instead"), warnings.toString());
        }
        assertTrue(read("SSL_ENABLED", "true").isEmpty());
        assertEquals("LIBPROCESS_SSL_KEY_FILE", errors.get(0).flag());
        read("SSL_ENABLED", "true", "SSL_CERT_FILE", "@server.pem", "SSL_KEY_FILE", "@gone.key");
        assertTrue(onlyError().startsWith("SSL_KEY_FILE: "), onlyError());
    }

    @Test
    void theNewNameWinsAndADifferenceIsTold() {
        assertTrue(whole("SSL_KEY_FILE", "@gone.key").isPresent());
        assertEquals(List.of("SSL_KEY_FILE: not used, LIBPROCESS_SSL_KEY_FILE has another value and counts"), warnings);
        assertTrue(read("LIBPROCESS_SSL_ENABLED", "false", "SSL_ENABLED", "true").isEmpty());
        assertEquals(List.of(), errors);
        assertEquals(List.of("SSL_ENABLED: not used, LIBPROCESS_SSL_ENABLED has another value and counts"), warnings);
    }

    @Test
    void renamedSwitchesAreTakenWithAWarning() {
        Tls tls = whole("LIBPROCESS_SSL_REQUIRE_CERT", "true", "LIBPROCESS_SSL_CA_FILE", "@ca.pem").orElseThrow();
        assertTrue(tls.accepting().getNeedClientAuth());
        assertEquals(List.of("LIBPROCESS_SSL_REQUIRE_CERT: old name of LIBPROCESS_SSL_REQUIRE_CLIENT_CERT, which to set instead"), warnings);
    }

    @Test
    void nothingOfTlsIsTakenFromVariablesOfOtherPrograms() {
        assertTrue(read("SSL_CERT_FILE", "/etc/ssl/certs/ca.pem", "SSL_CERT_DIR", "/etc/ssl/certs").isEmpty());
        assertEquals(List.of(), errors);
        assertEquals(List.of(), warnings);
        read("SSL_KEY_FILE", "@server.key");
        assertEquals(List.of("SSL_KEY_FILE: given, but TLS is not switched on, so connections are plain; set LIBPROCESS_SSL_ENABLED=true for TLS"),
            warnings);
    }

    @Test
    void whatWeakensIsWarnedAbout() throws IOException {
        whole("LIBPROCESS_SSL_SUPPORT_DOWNGRADE", "true", "LIBPROCESS_SSL_REQUIRE_CLIENT_CERT", "true", "LIBPROCESS_SSL_CA_FILE", "@ca.pem");
        assertTrue(warnings.get(0).startsWith("LIBPROCESS_SSL_SUPPORT_DOWNGRADE: plain connections are taken beside TLS, so certificates"),
            warnings.toString());
        whole("LIBPROCESS_SSL_CIPHERS", "AES128-SHA:RC4-SHA:ECDHE-RSA-AES128-GCM-SHA256", "LIBPROCESS_SSL_ENABLE_TLS_V1_0", "true");
        assertEquals(List.of("LIBPROCESS_SSL_ENABLE_TLS_V1_0: TLS 1.0 is not to be had in Java 17; peers must speak TLSv1.2",
            "LIBPROCESS_SSL_CIPHERS: not to be had in this Java and left out: RC4-SHA"), warnings);
        Path open = Files.copy(dir.resolve("server.key"), dir.resolve("open.key"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        read("LIBPROCESS_SSL_ENABLED", "true", "LIBPROCESS_SSL_CERT_FILE", "@server.pem", "LIBPROCESS_SSL_KEY_FILE", "@open.key");
        assertTrue(warnings.get(0).startsWith("LIBPROCESS_SSL_KEY_FILE: every user of this machine may use"), warnings.toString());
    }

    @Test
    void aClientNeedsNoCertificateOfItsOwnButNotHalfOfOne() {
        assertTrue(read(Tls.Side.CLIENT, "LIBPROCESS_SSL_ENABLED", "true").isPresent());
        assertTrue(read(Tls.Side.CLIENT, "LIBPROCESS_SSL_ENABLED", "true", "LIBPROCESS_SSL_KEY_FILE", "@server.key").isEmpty());
        assertTrue(onlyError().startsWith("LIBPROCESS_SSL_CERT_FILE: needed"), onlyError());
        assertTrue(read(Tls.Side.CLIENT, "LIBPROCESS_SSL_ENABLED", "true", "SSL_CERT_FILE", "/etc/ssl/certs/ca.pem").isPresent(),
            "a variable of OpenSSL itself is no half of a setup");
        assertEquals(List.of(), warnings);
        assertTrue(whole("SSL_CERT_FILE", "/etc/ssl/certs/ca.pem").isPresent());
        assertEquals(List.of(), warnings);
    }

    @Test
    void ciphersInTheWordsOfOpensslAreThoseOfJava() {
        List<String> offered = List.of("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_DHE_DSS_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_128_CBC_SHA256");
        CipherNames.Suites suites = CipherNames.of("AES128-SHA:DHE-RSA-AES256-SHA:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305,"
            + "DHE-DSS-AES128-SHA AES128-SHA256:HIGH", offered);
        assertEquals(offered, suites.usable());
        assertEquals(List.of("HIGH"), suites.unusable());
    }

    @Test
    void keysOfTheOlderFormsAreRead() throws Exception {
        KeyPair rsa = TestCertificates.keys("RSA");
        byte[] pkcs8 = rsa.getPrivate().getEncoded();
        // The older form is what stands in the last part of the newer one: 26 bytes in for a key of 2048 bits.
        String old = TestCertificates.pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
        assertTrue(PrivateKeys.fit(PrivateKeys.of(old), rsa.getPublic()));
        String ec = "30770201010420" + "0f56db78ca460b055c500064824bed999a25aaf48ebb519ac201537b85479813" + "a00a06082a8648ce3d030107"
            + "a14403420004" + "e266ddfdc12668db30d4ca3e8f7749432c416044f2d2b8c10bf3d4012aeffa8a" + "bfa86404a2e9ffe67d47c587ef7a97a7f456b863b4d02cfc6928973ab5b1cb39";
        assertEquals("EC", PrivateKeys.of("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + TestCertificates.pem("EC PRIVATE KEY", HexFormat.of().parseHex(ec))).getAlgorithm());
        assertFalse(PrivateKeys.fit(PrivateKeys.of(old), TestCertificates.keys("RSA").getPublic()));
    }
}
