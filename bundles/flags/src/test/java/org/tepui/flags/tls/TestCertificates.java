package org.tepui.flags.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;

/**
 * Makes authorities and certificates for tests. Java has no public way to, keytool is a process of its own and slow, so the few bytes of X.509
 * that tests need are put together here.
 */
public final class TestCertificates {
    private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] AUTHORITY = hex("300f0603551d130101ff040530030101ff");
    private static final AtomicInteger SERIAL = new AtomicInteger(1);

    private TestCertificates() {}

    /** A key and its certificate. */
    public record Issued(PrivateKey key, X509Certificate certificate) {

        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        public String certificatePem() {
            try {
                return pem("CERTIFICATE", certificate.getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Writes {@code NAME.key} and {@code NAME.pem}. */
        public Issued write(Path folder, String name) throws IOException {
            Path keyFile = folder.resolve(name + ".key");
            Files.deleteIfExists(keyFile);
            Files.createFile(keyFile, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
            Files.writeString(keyFile, keyPem());
            Files.writeString(folder.resolve(name + ".pem"), certificatePem());
            return this;
        }
    }

    /** Signed by itself. */
    public static Issued authority(String name) {
        return make(keys("EC"), name, null, AUTHORITY);
    }

    /** @param names {@code dns:NAME} or {@code ip:ADDRESS} */
    public static Issued issue(Issued authority, String name, String... names) {
        return issue(authority, keys("EC"), name, names);
    }

    /** An authority below another. */
    public static Issued below(Issued authority, String name) {
        return make(keys("EC"), name, authority, AUTHORITY);
    }

    public static Issued issue(Issued authority, KeyPair keys, String name, String... names) {
        byte[] entries = new byte[0];
        for (String each : names) {
            entries = join(entries, alternative(each));
        }
        byte[] extension = node(0x30, join(hex("0603551d11"), node(0x04, node(0x30, entries))));
        return make(keys, name, authority, names.length == 0 ? new byte[0] : extension);
    }

    /** @param algorithm EC or RSA */
    public static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
            + "-----\n";
    }

    private static Issued make(KeyPair keys, String name, Issued authority, byte[] extension) {
        try {
            X500Principal subject = new X500Principal("CN=" + name);
            X500Principal issuer = authority == null ? subject : authority.certificate().getSubjectX500Principal();
            byte[] body = join(node(0xa0, node(0x02, new byte[] {2})), node(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()));
            body = join(body, ECDSA_SHA256);
            body = join(body, issuer.getEncoded());
            body = join(body, node(0x30, join(node(0x17, ascii("200101000000Z")), node(0x17, ascii("490101000000Z")))));
            body = join(body, subject.getEncoded());
            body = join(body, keys.getPublic().getEncoded());
            if (extension.length > 0) {
                body = join(body, node(0xa3, node(0x30, extension)));
            }
            byte[] certified = node(0x30, body);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(authority == null ? keys.getPrivate() : authority.key());
            signature.update(certified);
            byte[] signed = join(new byte[] {0}, signature.sign());
            byte[] whole = node(0x30, join(join(certified, ECDSA_SHA256), node(0x03, signed)));
            return new Issued(keys.getPrivate(), (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(whole)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] alternative(String name) {
        try {
            return name.startsWith("ip:") ? node(0x87, InetAddress.getByName(name.substring(3)).getAddress())
                : node(0x82, ascii(name.substring(4)));
        } catch (IOException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static byte[] node(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
