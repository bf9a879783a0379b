package org.tepui.flags.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.CredentialFile;
import org.tepui.flags.type.FlagFiles;
import org.tepui.flags.type.Quoted;

/** Reads the PEM files that the variables name. Every fault names variable, file and reason. */
final class TlsFiles {
    private static final int DIRECTORY_FILES_MAX = 2_000;

    private TlsFiles() {}

    /** @param chain the program's own certificate first */
    record Identity(PrivateKey key, List<X509Certificate> chain) { }

    /** The program's key and certificate. */
    static Identity identity(TlsSettings.File certificate, TlsSettings.File key) throws TlsException {
        List<X509Certificate> chain = certificates(certificate);
        PrivateKey own;
        try {
            own = PrivateKeys.of(read(key));
        } catch (IllegalArgumentException e) {
            throw bad(key, e);
        }
        try {
            if (!PrivateKeys.fit(own, chain.get(0).getPublicKey())) {
                throw new TlsException(key.variable(), "file " + Quoted.of(key.path()) + " is not the key of the first certificate in "
                    + Quoted.of(certificate.path()) + "; give the two that were made together");
            }
        } catch (GeneralSecurityException e) {
            throw new TlsException(key.variable(), "file " + Quoted.of(key.path()) + " cannot be used with the certificate in "
                + Quoted.of(certificate.path()) + ": " + Quoted.bare(String.valueOf(e.getMessage())));
        }
        return new Identity(own, chain);
    }

    /** A line when every user of the machine may read the key. */
    static Optional<String> tooOpen(TlsSettings.File key) {
        return CredentialFile.tooOpen(key.variable(), key.path());
    }

    /** What the variables name as authorities; empty when they name none. */
    static List<X509Certificate> authorities(TlsSettings settings) throws TlsException {
        List<X509Certificate> authorities = new ArrayList<>();
        if (settings.authorities().isPresent()) {
            authorities.addAll(certificates(settings.authorities().get()));
        }
        if (settings.authorityDirectory().isPresent()) {
            authorities.addAll(directory(settings.authorityDirectory().get()));
        }
        return authorities;
    }

    private static List<X509Certificate> certificates(TlsSettings.File file) throws TlsException {
        List<X509Certificate> certificates;
        try {
            certificates = Pem.certificates(read(file));
        } catch (IllegalArgumentException e) {
            throw bad(file, e);
        }
        if (certificates.isEmpty()) {
            throw new TlsException(file.variable(), "file " + Quoted.of(file.path()) + " has no certificate in it; give a PEM file");
        }
        return certificates;
    }

    /** Files without a certificate are passed over: such folders hold lists and links too. */
    private static List<X509Certificate> directory(TlsSettings.File folder) throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(folder.path()))) {
            files = found.filter(Files::isRegularFile).sorted().limit(DIRECTORY_FILES_MAX + 1).toList();
        } catch (IOException | InvalidPathException e) {
            throw new TlsException(folder.variable(), "folder " + Quoted.of(folder.path()) + " cannot be read: " + FlagFiles.reason(e)
                + "; give the folder with the certificates of the authorities");
        }
        if (files.size() > DIRECTORY_FILES_MAX) {
            throw new TlsException(folder.variable(), "folder " + Quoted.of(folder.path()) + " has more than " + DIRECTORY_FILES_MAX
                + " files; give one with certificates alone");
        }
        for (Path file : files) {
            TlsSettings.File named = new TlsSettings.File(folder.variable(), file.toString());
            try {
                certificates.addAll(Pem.certificates(read(named)));
            } catch (IllegalArgumentException e) {
                throw bad(named, e);
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsException(folder.variable(), "folder " + Quoted.of(folder.path()) + " has no certificate in it; give the one with the "
                + "certificates of the authorities");
        }
        return certificates;
    }

    private static String read(TlsSettings.File file) throws TlsException {
        if (file.path().isEmpty()) {
            throw new TlsException(file.variable(), "the value is empty; write the path of a PEM file");
        }
        try {
            return FlagFiles.read(file.path());
        } catch (BadValueException e) {
            throw new TlsException(file.variable(), e.getMessage() + "; TLS needs it, so give a PEM file that this user may read");
        }
    }

    private static TlsException bad(TlsSettings.File file, IllegalArgumentException e) {
        return new TlsException(file.variable(), "file " + Quoted.of(file.path()) + " cannot be used: " + e.getMessage());
    }
}
