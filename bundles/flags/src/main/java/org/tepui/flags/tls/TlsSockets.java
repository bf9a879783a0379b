package org.tepui.flags.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sockets of clients, with the protocols and ciphers that the variables say. */
final class TlsSockets extends SSLSocketFactory {
    private final SSLSocketFactory plainSettings;
    private final SSLParameters parameters;

    TlsSockets(SSLSocketFactory plainSettings, SSLParameters parameters) {
        this.plainSettings = plainSettings;
        this.parameters = parameters;
    }

    private Socket set(Socket socket) {
        ((SSLSocket) socket).setSSLParameters(parameters);
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return parameters.getCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return plainSettings.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return set(plainSettings.createSocket());
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean closeBoth) throws IOException {
        return set(plainSettings.createSocket(connected, host, port, closeBoth));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return set(plainSettings.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return set(plainSettings.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return set(plainSettings.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return set(plainSettings.createSocket(host, port, local, localPort));
    }
}
