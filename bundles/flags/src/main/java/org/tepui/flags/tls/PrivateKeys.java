package org.tepui.flags.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;

/**
 * Private keys of PEM files: PKCS 8, and the older forms of RSA and EC keys alone, which are put into PKCS 8 here because Java reads nothing
 * else.
 */
final class PrivateKeys {
    private static final byte[] RSA = {0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int EC_PARAMETERS = 0xa0;
    private static final int BYTES_MAX = 32 * 1024;
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "DSA", "EdDSA");
    private static final Map<String, String> SIGNATURES =
        Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "DSA", "SHA256withDSA", "EdDSA", "EdDSA");

    private PrivateKeys() {}

    /** The first private key of the text. @throws IllegalArgumentException what is wrong and what to do, nothing of the content */
    static PrivateKey of(String text) {
        for (Pem.Block block : Pem.blocks(text)) {
            if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
                throw new IllegalArgumentException("its key is encrypted; write it without a password: openssl pkey -in FILE -out NEW");
            }
            switch (block.label()) {
                case "PRIVATE KEY":
                    return key(block.der());
                case "RSA PRIVATE KEY":
                    return key(pkcs8(RSA, block.der()));
                case "EC PRIVATE KEY":
                    return key(pkcs8(join(EC, curve(block.der())), block.der()));
                default:
            }
        }
        throw new IllegalArgumentException("there is no private key in it that can be used; write one in PKCS 8: openssl pkey -in FILE -out NEW");
    }

    private static PrivateKey key(byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Of another algorithm, or of none: told below.
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("keys of " + algorithm + " cannot be read by this Java");
            }
        }
        throw new IllegalArgumentException("its key cannot be read; it is damaged or of no known kind (RSA, EC, DSA, Ed25519)");
    }

    /** Whether what the one signs is what the other proves. */
    static boolean fit(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        byte[] text = {1, 2, 3, 4};
        Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(key.getAlgorithm(), key.getAlgorithm()));
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(text);
        return signature.verify(signed);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        if (key.length > BYTES_MAX) {
            throw new IllegalArgumentException("its key is longer than " + BYTES_MAX + " bytes");
        }
        return node(SEQUENCE, join(join(VERSION_0, node(SEQUENCE, algorithm)), node(OCTETS, key)));
    }

    /** The name of the curve, which stands inside the key and, in PKCS 8, in front of it. */
    private static byte[] curve(byte[] key) {
        int at = contentOf(key, 0);
        while (at < key.length) {
            int content = contentOf(key, at);
            int end = content + lengthOf(key, at);
            if (end > key.length || end <= at) {
                break;
            }
            if ((key[at] & 0xff) == EC_PARAMETERS) {
                return java.util.Arrays.copyOfRange(key, content, end);
            }
            at = end;
        }
        throw new IllegalArgumentException("its EC key does not name its curve; write it in PKCS 8: openssl pkey -in FILE -out NEW");
    }

    private static int lengthOf(byte[] der, int at) {
        int first = at + 1 < der.length ? der[at + 1] & 0xff : 0;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f) && i < 3 && at + 2 + i < der.length; i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        return length;
    }

    private static int contentOf(byte[] der, int at) {
        int first = at + 1 < der.length ? der[at + 1] & 0xff : 0;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
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
}
