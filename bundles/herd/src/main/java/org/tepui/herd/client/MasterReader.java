package org.tepui.herd.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/** Reads the master's documents. */
public final class MasterReader {

    private static final int CONNECT_MS = 10_000;
    private static final int READ_MS = 120_000;

    private final MasterAddress master;
    private final Optional<Credential> credential;

    public MasterReader(MasterAddress master, Optional<Credential> credential) {
        this.master = master;
        this.credential = credential;
    }

    /** What is done with a body. */
    public interface Reading<T> {
        T read(InputStream body) throws IOException;
    }

    /** @throws IOException one line for any answer but 200 */
    public <T> T get(String path, Reading<T> reading) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create((master.tls().isPresent() ? "https://" : "http://") + master + path)
            .toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(master.tls().orElseThrow().sockets());
            // Whose certificate it is has been looked at while hands were shaken, by the rules of the variables.
            secure.setHostnameVerifier((host, session) -> true);
        }
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(READ_MS);
        credential.ifPresent(given -> connection.setRequestProperty("Authorization", given.basic()));
        int status;
        try {
            status = connection.getResponseCode();
        } catch (IOException e) {
            throw new IOException("the master at " + master + " does not answer " + path + ": " + e.getMessage(), e);
        }
        if (status != 200) {
            throw new IOException("the master at " + master + " answered " + path + " with " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            return reading.read(body);
        }
    }
}
