package org.tepui.flags.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM text. */
final class Pem {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----");
    private static final int BLOCKS_MAX = 10_000;

    private Pem() {}

    /** @param der its bytes, decoded; of a block with headers none, for that is encrypted */
    record Block(String label, boolean encrypted, byte[] der) { }

    /** @throws IllegalArgumentException when a block does not end or is no Base64; the message has nothing of its content */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            String label = begin.group(1);
            String end = "-----END " + label + "-----";
            int to = text.indexOf(end, begin.end());
            if (to < 0) {
                throw new IllegalArgumentException("its block " + label + " has no end");
            }
            if (blocks.size() >= BLOCKS_MAX) {
                throw new IllegalArgumentException("it has more than " + BLOCKS_MAX + " blocks");
            }
            String body = text.substring(begin.end(), to);
            boolean headers = body.contains(":");
            try {
                blocks.add(new Block(label, headers, headers ? new byte[0] : Base64.getMimeDecoder().decode(body)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("its block " + label + " is no Base64");
            }
            from = to + end.length();
        }
        return blocks;
    }

    /** All certificates, in order. @throws IllegalArgumentException when one cannot be read */
    static List<X509Certificate> certificates(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(text)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                try {
                    certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(block.der())));
                } catch (CertificateException e) {
                    throw new IllegalArgumentException("its certificate number " + (certificates.size() + 1) + " cannot be read");
                }
            }
        }
        return certificates;
    }
}
