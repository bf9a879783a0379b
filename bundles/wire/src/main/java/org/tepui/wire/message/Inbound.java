package org.tepui.wire.message;

import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.BadInputLog;
import org.tepui.wire.base.Counter;
import org.tepui.wire.base.Counters;
import org.tepui.wire.http.Exchange;
import org.tepui.wire.http.Request;
import org.tepui.wire.http.RequestHead;

/** Messages that come in as POST requests. The answer only says that the process exists; senders drop it. */
public final class Inbound {

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
    private static final HttpResponse ACCEPTED = HttpResponse.of(202);
    private static final HttpResponse NO_PROCESS = HttpResponse.text(404, "404 Not Found.");
    private static final String AGENT_PREFIX = "libprocess/";

    private final Processes processes;
    private final Predicate<String> processExists;
    private final boolean requirePeerAddressMatch;
    private final Counters counters;
    private final BadInputLog badInput;

    /** @param processExists true also for processes that have endpoints alone: messages to them are accepted and dropped */
    public Inbound(Processes processes, Predicate<String> processExists, boolean requirePeerAddressMatch, Counters counters,
            BadInputLog badInput) {
        this.processes = processes;
        this.processExists = processExists;
        this.requirePeerAddressMatch = requirePeerAddressMatch;
        this.counters = counters;
        this.badInput = badInput;
    }

    /** A POST that names a libprocess sender in one of two headers. */
    public static boolean isMessage(RequestHead head) {
        return head.method().equals("POST") && (head.header("Libprocess-From").isPresent()
                || head.header("User-Agent").filter(agent -> agent.startsWith(AGENT_PREFIX)).isPresent());
    }

    private static Upid sender(RequestHead head) {
        Optional<String> from = head.header("Libprocess-From");
        return Upid.parse(from.orElseGet(() -> head.header("User-Agent").orElse("").substring(AGENT_PREFIX.length())).trim());
    }

    /** @param name what follows the process id in the path, not decoded */
    public void receive(Request request, String process, String name, Exchange exchange) {
        Upid from = sender(request.head());
        Optional<String> disbelief = disbelief(from, exchange);
        if (disbelief.isPresent()) {
            counters.add(Counter.MESSAGES_REFUSED);
            badInput.report(BadInput.SENDER, exchange.peer(), disbelief.get() + "; answered 400");
            exchange.answer(HttpResponse.text(400, disbelief.get()));
            return;
        }
        ProcessHandler handler = processes.get(process);
        if (handler == null && !processExists.test(process)) {
            counters.add(Counter.MESSAGES_UNROUTED);
            exchange.answer(NO_PROCESS);
            return;
        }
        counters.add(Counter.MESSAGES_RECEIVED);
        exchange.answer(ACCEPTED);
        if (handler != null) {
            deliver(handler, from, process, name, request.body(), exchange.peer());
        }
    }

    private Optional<String> disbelief(Upid from, Exchange exchange) {
        // A sender that does not say who it is has no address that could match.
        if (requirePeerAddressMatch && !Addresses.same(from.ip(), exchange.peerIp())) {
            return Optional.of("UPID IP address validation failed: Message from " + from + " was sent from IP " + exchange.peerIp());
        }
        if (!from.isEmpty() && !exchange.claim(from.address())) {
            return Optional.of("Message from " + from + " came over a connection that has named another address as its sender before");
        }
        return Optional.empty();
    }

    private void deliver(ProcessHandler handler, Upid from, String process, String name, byte[] body, String peer) {
        try {
            handler.message(from, process, name, body, peer);
        } catch (RuntimeException e) {
            counters.add(Counter.MESSAGE_HANDLER_FAILURES);
            LOG.warn("Process {} failed on message {} from {}; the message is dropped", process, BadInputLog.printable(name), from, e);
        }
    }
}
