package org.tepui.flags.tls;

import java.util.List;
import java.util.Optional;

/**
 * What the variables say once TLS is on. A file comes with the variable that named it, for messages.
 *
 * @param downgrade {@code SUPPORT_DOWNGRADE}: plain connections are taken beside TLS, and plain peers are spoken to
 * @param verifyServer {@code VERIFY_SERVER_CERT}: the certificate of a peer that we connect to must be valid
 * @param requireClient {@code REQUIRE_CLIENT_CERT}: who connects must show a valid certificate
 * @param addresses {@code VERIFY_IPADD}: subject alternative names of type IP count too
 * @param depth {@code VERIFICATION_DEPTH}: certificates between a peer's and an authority's
 * @param ciphers {@code CIPHERS} in the words of OpenSSL; empty: those that Java offers by itself
 * @param legacyNames {@code HOSTNAME_VALIDATION_SCHEME} is {@code legacy}, not {@code openssl}
 * @param protocols names of Java, such as {@code TLSv1.2}; never empty
 */
public record TlsSettings(boolean downgrade, Optional<File> certificate, Optional<File> key, Optional<File> authorities,
        Optional<File> authorityDirectory, boolean verifyServer, boolean requireClient, boolean addresses, int depth,
        Optional<Text> ciphers, boolean legacyNames, List<String> protocols) {

    /** @param variable as it was given, for example {@code LIBPROCESS_SSL_KEY_FILE} */
    public record File(String variable, String path) { }

    /** @param variable as it was given */
    public record Text(String variable, String value) { }

    public TlsSettings {
        protocols = List.copyOf(protocols);
    }
}
