package org.tepui.core.access.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Step;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.access.AccessCounters;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.module.Seat;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.AuthenticateMessage;
import org.tepui.protocol.mesos.internal.AuthenticationErrorMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStartMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStepMessage;

class PeersTest {

    private static final Upid AGENT = new Upid("slave(1)", "127.0.0.1", 5051);
    private static final Upid SPEAKER = AGENT.sibling("crammd5-authenticatee(1)");

    private final FakePort port = new FakePort();
    private final Seat<Authenticator> seat = new Seat<>(ModuleKind.AUTHENTICATOR);
    private final Guard calls = new Guard(GuardLimits.DEFAULT.withCall(TimeUnit.SECONDS.toNanos(10)));
    private final AccessCounters counters = new AccessCounters();
    private Peers peers = peers(TimeUnit.MINUTES.toNanos(1), 10, 20, 2);

    private Peers peers(long timeoutNanos, int sessions, int pids, int waiting) {
        return new Peers(port, seat, calls, new Peers.Limits(true, timeoutNanos, sessions, pids, waiting), counters);
    }

    @AfterEach
    void end() {
        peers.close();
        calls.close();
    }

    /** Lets in who answers {@code NAME right}; throws at {@code throw}, hangs at {@code hang} until the latch opens. */
    private final class Words implements Authenticator {

        private final CountDownLatch hang = new CountDownLatch(1);

        @Override
        public List<String> mechanisms() {
            return List.of("WORDS");
        }

        @Override
        public Session open(String mechanism, String peer) {
            if (!mechanism.equals("WORDS")) {
                throw new IllegalArgumentException("mechanism");
            }
            return data -> step(new String(data, StandardCharsets.UTF_8));
        }

        private Step step(String text) {
            switch (text) {
                case "throw" -> throw new IllegalStateException("on purpose");
                case "null" -> {
                    return null;
                }
                case "hang" -> await();
                default -> { }
            }
            if (text.endsWith(" right")) {
                return Step.completed(text.substring(0, text.length() - 6));
            }
            return text.isEmpty() ? Step.next("who?".getBytes(StandardCharsets.UTF_8)) : Step.failed();
        }

        private void await() {
            try {
                hang.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Words words() {
        Words words = new Words();
        seat.take(List.of("words"), List.of(words));
        return words;
    }

    private void begin() {
        peers.authenticate(SPEAKER, AuthenticateMessage.newBuilder().setPid(AGENT.toString()).build());
    }

    /** Waits for the message number {@code count} and gives its short name. */
    private String told(int count) throws InterruptedException {
        synchronized (port) {
            for (int i = 0; i < 60 && port.sent.size() < count; i++) {
                port.wait(1_000);
            }
            assertTrue(port.sent.size() >= count, "waited in vain for message " + count);
            FakePort.Sent sent = port.sent.get(count - 1);
            return sent.name().substring(sent.name().lastIndexOf('.') + 1).replace("Authentication", "").replace("Message", "");
        }
    }

    private String error(int number) throws InvalidProtocolBufferException {
        return AuthenticationErrorMessage.parseFrom(port.sent().get(number - 1).body()).getError();
    }

    private static Message start(String mechanism) {
        return AuthenticationStartMessage.newBuilder().setMechanism(mechanism).setData(ByteString.EMPTY).build();
    }

    private static Message step(String text) {
        return AuthenticationStepMessage.newBuilder().setData(ByteString.copyFromUtf8(text)).build();
    }

    private void toSession(int number, Message message) {
        port.deliver(SPEAKER, session(number), message);
    }

    private static String session(int number) {
        return "words-authenticator-session(" + number + ")";
    }

    private void challenged(int number, int told) throws InterruptedException {
        assertEquals("Mechanisms", told(told));
        toSession(number, start("WORDS"));
        assertEquals("Step", told(told + 1));
    }

    @Test
    void whoPassesIsKnownFromThenOn() throws Exception {
        words();
        begin();
        challenged(1, 1);
        assertEquals(session(1), port.sent().get(0).from());
        assertEquals(SPEAKER, port.sent().get(0).to());
        toSession(1, step("agent right"));
        assertEquals("Completed", told(3));
        assertEquals(Optional.of("agent"), peers.principal(AGENT));
        assertEquals(0, peers.sessions());
        assertFalse(port.processes.containsKey(session(1)), "the session is gone");
        assertEquals(1, counters.byName().get("peers/completed"));
    }

    @Test
    void whoFailsIsToldSoAndForgotten() throws Exception {
        words();
        begin();
        challenged(1, 1);
        toSession(1, step("wrong"));
        assertEquals("Failed", told(3));
        assertEquals(Optional.empty(), peers.principal(AGENT));
        assertEquals(0, peers.size());
        assertEquals(1, counters.byName().get("peers/failed"));
        toSession(1, step("agent right"));
        assertEquals(3, port.sent().size());
    }

    @Test
    void messagesAtTheWrongTimeEndTheExchange() throws Exception {
        words();
        begin();
        told(1);
        toSession(1, step("agent right"));
        assertEquals("Error", told(2));
        assertEquals("Unexpected authentication 'step' received", error(2));
        begin();
        challenged(2, 3);
        toSession(2, start("WORDS"));
        assertEquals("Error", told(5));
        assertEquals("Unexpected authentication 'start' received", error(5));
        assertEquals(0, peers.size());
    }

    @Test
    void onlyTheOneWhoBeganCanGoOn() throws Exception {
        words();
        begin();
        told(1);
        port.deliver(new Upid("crammd5-authenticatee(1)", "127.0.0.1", 6666), session(1), step("x"));
        port.deliver(AGENT.sibling("other"), session(1), start("WORDS"));
        challenged(1, 1);
        toSession(1, step("agent right"));
        assertEquals("Completed", told(3));
        assertEquals(2, counters.byName().get("peers/refused_messages"));
    }

    @Test
    void nobodyAuthenticatesAPidOfAnotherAddress() throws Exception {
        words();
        for (String pid : List.of("slave(1)@127.0.0.1:6666", "slave(1)@10.0.0.1:5051", "nonsense", "")) {
            peers.authenticate(SPEAKER, AuthenticateMessage.newBuilder().setPid(pid).build());
        }
        peers.authenticate(Upid.EMPTY, AuthenticateMessage.newBuilder().setPid("x@0.0.0.0:0").build());
        assertEquals("Error", told(5));
        assertEquals(Peers.OTHER_ADDRESS, error(5));
        assertEquals(0, peers.size());
    }

    @Test
    void withoutAnAuthenticatorWhatWasKnownIsForgotten() throws Exception {
        words();
        begin();
        challenged(1, 1);
        toSession(1, step("agent right"));
        told(3);
        seat.take(List.of(), List.of());
        begin();
        assertEquals("Error", told(4));
        assertEquals("No authenticator loaded", error(4));
        assertEquals(Optional.empty(), peers.principal(AGENT));
    }

    @Test
    void anAuthenticatorThatThrowsOrGivesNothingLetsNobodyIn() throws Exception {
        words();
        int told = 0;
        int number = 0;
        for (String text : List.of("throw", "null")) {
            begin();
            challenged(++number, told + 1);
            toSession(number, step(text));
            told += 3;
            assertEquals("Error", told(told));
            assertEquals("The authenticator failed", error(told));
        }
        begin();
        challenged(++number, told + 1);
        toSession(number, step(" right"));
        told += 3;
        assertEquals("Error", told(told));
        assertEquals("The authenticator named no principal", error(told));
        begin();
        told(told + 1);
        toSession(++number, start("PLAIN"));
        assertEquals("Error", told(told + 2));
        assertEquals(Optional.empty(), peers.principal(AGENT));
    }

    @Test
    void aSecondRequestDiscardsTheRunningExchangeAndWhatWasKnown() throws Exception {
        words();
        begin();
        challenged(1, 1);
        begin();
        assertEquals("Mechanisms", told(3));
        toSession(1, step("agent right"));
        assertEquals(Optional.empty(), peers.principal(AGENT));
        assertEquals(1, peers.sessions());
        challenged(2, 3);
        toSession(2, step("agent right"));
        told(5);
        begin();
        assertEquals(Optional.empty(), peers.principal(AGENT), "known only as long as nothing newer was asked for");
    }

    @Test
    void registrationsWaitForTheExchangeInOrderAndNotWithoutLimit() throws Exception {
        words();
        begin();
        challenged(1, 1);
        List<String> seen = new ArrayList<>();
        assertTrue(peers.whenKnown(AGENT, principal -> seen.add("first " + principal.orElse("-"))));
        assertTrue(peers.whenKnown(AGENT, principal -> seen.add("second " + principal.orElse("-"))));
        assertFalse(peers.whenKnown(AGENT, principal -> seen.add("third")));
        assertEquals(List.of(), seen);
        toSession(1, step("agent right"));
        told(3);
        CompletableFuture<Void> after = new CompletableFuture<>();
        calls.call(calls.module(ModuleKind.AUTHENTICATOR, "test"), "test", null, () -> CompletableFuture.completedFuture("")).thenRun(() -> after.complete(null));
        after.join();
        waitFor(seen, 2);
        assertEquals(List.of("first agent", "second agent"), seen);
        peers.whenKnown(AGENT, principal -> seen.add("later " + principal.orElse("-")));
        peers.whenKnown(AGENT.sibling("slave(2)"), principal -> seen.add("other " + principal.orElse("-")));
        assertEquals(List.of("later agent", "other -"), seen.subList(2, 4));
    }

    private static void waitFor(List<String> seen, int count) {
        while (seen.size() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theEndOfTheConnectionForgetsThePrincipalButAnOldEndDoesNot() throws Exception {
        words();
        begin();
        challenged(1, 1);
        toSession(1, step("agent right"));
        told(3);
        long incarnation = port.links.get(AGENT.toString());
        peers.exited(AGENT, incarnation - 1);
        assertEquals(Optional.of("agent"), peers.principal(AGENT));
        peers.exited(AGENT, incarnation);
        assertEquals(Optional.empty(), peers.principal(AGENT));
        assertEquals(0, peers.size());
    }

    @Test
    void anInterruptedExchangeIsOverWhenItsPeerIsGone() throws Exception {
        words();
        begin();
        challenged(1, 1);
        peers.exited(AGENT, port.links.get(AGENT.toString()));
        toSession(1, step("agent right"));
        assertEquals(0, peers.sessions());
        assertEquals(2, port.sent().size());
    }

    @Test
    void anExchangeThatTakesTooLongIsDroppedAndWhatWaitsGoesOnWithoutAPrincipal() throws Exception {
        words();
        peers.close();
        peers = peers(TimeUnit.MILLISECONDS.toNanos(30), 10, 20, 2);
        begin();
        CompletableFuture<Optional<String>> waiting = new CompletableFuture<>();
        peers.whenKnown(AGENT, waiting::complete);
        assertEquals(Optional.empty(), waiting.join());
        assertEquals(0, peers.size());
        assertTrue(port.sent().stream().allMatch(sent -> sent.name().endsWith("AuthenticationMechanismsMessage")), "no outcome is told");
    }

    @Test
    void aHangingAuthenticatorHoldsUpOneExchangeOnly() throws Exception {
        Words words = words();
        begin();
        challenged(1, 1);
        toSession(1, step("hang"));
        toSession(1, step("agent right"));
        assertEquals("Error", told(3));
        words.hang.countDown();
        assertEquals(Optional.empty(), peers.principal(AGENT));
    }

    @Test
    void whenTheAuthenticatorChangesRunningExchangesBeginAnewAndWhoPassedStays() throws Exception {
        words();
        begin();
        challenged(1, 1);
        toSession(1, step("agent right"));
        told(3);
        Upid other = new Upid("slave(1)", "127.0.0.1", 5099);
        peers.authenticate(other.sibling("a"), AuthenticateMessage.newBuilder().setPid(other.toString()).build());
        told(4);
        words();
        assertEquals("Error", told(5));
        assertEquals(other.sibling("a"), port.sent().get(4).to());
        assertEquals(0, peers.sessions());
        assertEquals(Optional.of("agent"), peers.principal(AGENT));
    }

    @Test
    void sessionsAndPidsAreBounded() throws Exception {
        words();
        peers.close();
        peers = peers(TimeUnit.MINUTES.toNanos(1), 2, 20, 2);
        for (int i = 1; i <= 3; i++) {
            Upid from = new Upid("a", "127.0.0.1", 7000 + i);
            peers.authenticate(from, AuthenticateMessage.newBuilder().setPid("slave(1)@127.0.0.1:" + (7000 + i)).build());
        }
        assertEquals(2, peers.sessions());
        told(3);
        assertEquals(1, port.sent().stream().filter(sent -> sent.name().endsWith("AuthenticationErrorMessage")).count());
    }

    @Test
    void garbageInASessionIsAnError() throws Exception {
        words();
        begin();
        told(1);
        port.processes.get(session(1)).message(SPEAKER, session(1), "mesos.internal.AuthenticationStartMessage", new byte[] {1, 2}, "");
        assertEquals("Error", told(2));
        begin();
        challenged(2, 3);
        toSession(2, step("x".repeat(100_000)));
        assertEquals("Error", told(5));
    }
}
