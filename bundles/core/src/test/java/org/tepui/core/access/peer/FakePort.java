package org.tepui.core.access.peer;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.libprocess.HttpGate;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;

/** A port that remembers what is sent and delivers what a test says. */
public final class FakePort implements Port {

    public record Sent(String from, Upid to, String name, byte[] body) { }

    final List<Sent> sent = new ArrayList<>();
    final SortedMap<String, ProcessHandler> processes = new TreeMap<>();
    final SortedMap<String, Long> links = new TreeMap<>();
    private long incarnations;

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    void deliver(Upid from, String to, Message message) {
        ProcessHandler handler = processes.get(to);
        if (handler != null) {
            handler.message(from, to, message.getDescriptorForType().getFullName(), message.toByteArray(), from.address());
        }
    }

    @Override
    public String ip() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return 5050;
    }

    @Override
    public synchronized AutoCloseable register(String processId, ProcessHandler handler) {
        processes.put(processId, handler);
        return () -> remove(processId);
    }

    private synchronized void remove(String processId) {
        processes.remove(processId);
    }

    @Override
    public AutoCloseable route(HttpEndpoint endpoint) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delegate(String processId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void gate(HttpGate gate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable unknown(HttpResponse answer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void send(String fromProcessId, Upid to, String name, byte[] body) {
        sent.add(new Sent(fromProcessId, to, name, body));
        notifyAll();
    }

    @Override
    public synchronized long link(String fromProcessId, Upid peer) {
        return links.computeIfAbsent(peer.toString(), key -> ++incarnations);
    }

    @Override
    public synchronized void unlink(String fromProcessId, Upid peer) {
        links.remove(peer.toString());
    }

    @Override
    public SortedMap<String, Long> counters() {
        return new TreeMap<>();
    }

    @Override
    public void close() {
        processes.clear();
    }
}
