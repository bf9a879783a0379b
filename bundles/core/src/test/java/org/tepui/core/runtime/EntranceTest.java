package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.Judge;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.line.Input;
import org.tepui.core.module.Seat;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;

class EntranceTest {

    private final Seat<Authorizer> seat = new Seat<>(ModuleKind.AUTHORIZER);
    private final Guard guard = new Guard(GuardLimits.DEFAULT);
    private final Inbox inbox = new Inbox(100);
    private final Entrance entrance = new Entrance(inbox, new Judge(new Approvers(seat, guard), () -> null));

    private static Input.AgentMessage message(String address, com.google.protobuf.Message message) {
        return new Input.AgentMessage(Upid.parse("slave(1)@" + address), "master", message);
    }

    private static Input register(String address) {
        return message(address, RegisterSlaveMessage.getDefaultInstance());
    }

    private static Input update(String address) {
        return message(address, UpdateSlaveMessage.getDefaultInstance());
    }

    @Test
    void withoutAnAuthorizerTheInputItselfGoesIn() throws InterruptedException {
        Input input = register("127.0.0.1:1");
        assertTrue(entrance.offer(input));
        assertSame(input, inbox.take(0).get(0));
    }

    @Test
    void whatIsSentBehindAQuestionWaitsForItsAnswerAndOtherSendersDoNot() throws InterruptedException {
        CompletableFuture<ObjectApprover> answer = new CompletableFuture<>();
        guard.module(ModuleKind.AUTHORIZER, "slow").known(true);
        seat.take(List.of("slow"), List.of((subject, action) -> answer));
        entrance.offer(register("127.0.0.1:1"));
        entrance.offer(update("127.0.0.1:1"));
        entrance.offer(update("127.0.0.1:2"));
        assertEquals(List.of(update("127.0.0.1:2")), inbox.take(0));
        assertEquals(2, entrance.waiting());
        answer.complete(object -> false);
        List<Input> entered = inbox.take(0);
        assertEquals(2, entered.size());
        assertFalse(((Input.AgentMessage) entered.get(0)).verdicts().allows(0));
        assertEquals(update("127.0.0.1:1"), entered.get(1));
        assertEquals(0, entrance.waiting());
    }

    private static Input.AgentMessage registerAs(String principal) {
        return new Input.AgentMessage(Upid.parse("slave(1)@127.0.0.1:1"), "master", RegisterSlaveMessage.getDefaultInstance(),
                Optional.of(principal));
    }

    private static boolean isAllowed(Input input) {
        return ((Input.AgentMessage) input).verdicts().allows(0);
    }

    @Test
    void whatWaitsInALaneWhileTheAuthorizerChangesIsJudgedAnew() throws InterruptedException {
        guard.module(ModuleKind.AUTHORIZER, "old").known(true);
        guard.module(ModuleKind.AUTHORIZER, "new").known(true);
        CompletableFuture<ObjectApprover> answer = new CompletableFuture<>();
        seat.take(List.of("old"), List.of((subject, action) -> subject.get().value().equals(Optional.of("first")) ? answer
                : CompletableFuture.completedFuture(object -> true)));
        entrance.offer(registerAs("first"));
        entrance.offer(registerAs("second"));
        seat.take(List.of("new"), List.of((subject, action) -> CompletableFuture.completedFuture(object -> false)));
        answer.complete(object -> true);
        List<Input> entered = inbox.take(0);
        assertEquals(2, entered.size());
        assertFalse(isAllowed(entered.get(0)));
        assertFalse(isAllowed(entered.get(1)), "the word of an authorizer that is not in force any more");
        assertEquals(0, entrance.waiting());
    }

    @Test
    void theOrderOfALaneIsKeptWhileItsHeadIsJudgedAnew() throws InterruptedException {
        guard.module(ModuleKind.AUTHORIZER, "old").known(true);
        guard.module(ModuleKind.AUTHORIZER, "new").known(true);
        CompletableFuture<ObjectApprover> answer = new CompletableFuture<>();
        CompletableFuture<ObjectApprover> late = new CompletableFuture<>();
        seat.take(List.of("old"), List.of((subject, action) -> subject.get().value().equals(Optional.of("first")) ? answer
                : CompletableFuture.completedFuture(object -> true)));
        entrance.offer(registerAs("first"));
        entrance.offer(registerAs("second"));
        entrance.offer(update("127.0.0.1:1"));
        seat.take(List.of("new"), List.of((subject, action) -> subject.get().value().equals(Optional.of("second")) ? late
                : CompletableFuture.completedFuture(object -> true)));
        answer.complete(object -> true);
        assertEquals(1, inbox.take(0).size());
        assertEquals(2, entrance.waiting());
        late.complete(object -> true);
        List<Input> entered = inbox.take(0);
        assertTrue(isAllowed(entered.get(0)));
        assertEquals(update("127.0.0.1:1"), entered.get(1));
        assertEquals(0, entrance.waiting());
    }
}
