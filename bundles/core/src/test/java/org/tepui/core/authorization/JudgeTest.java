package org.tepui.core.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.line.Input;
import org.tepui.core.module.Seat;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.scheduler.Call;

class JudgeTest {

    private final Seat<Authorizer> seat = new Seat<>(ModuleKind.AUTHORIZER);
    private final Judge judge = new Judge(new Approvers(seat), () -> null);

    private void take(ObjectApprover approver) {
        seat.take(List.of("a"), List.of((subject, action) -> CompletableFuture.completedFuture(approver)));
    }

    private boolean maySubscribe(String... roles) {
        Call call = Call.newBuilder().setType(Call.Type.SUBSCRIBE).setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(
                FrameworkInfo.newBuilder().setUser("u").setName("n").addAllRoles(List.of(roles)).addCapabilities(
                        FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE)))).build();
        return ((Input.Subscribe) judge.judge(new Input.Subscribe(1, Optional.of("p"), call)).join()).verdicts().allows(0);
    }

    /** Field case F103: one request, one authorizer. */
    @Test
    void whatNeitherOfTwoAuthorizersAllowsIsNotAllowedByTheChangeFromOneToTheOther() {
        take(object -> {
            boolean mine = object.value().equals(Optional.of("a"));
            take(next -> next.value().equals(Optional.of("b")));
            return mine;
        });
        assertEquals(false, maySubscribe("a", "b"));
        assertEquals(true, maySubscribe("b"));
    }

    @Test
    void anAuthorizerThatChangesAtEveryQuestionDeniesInTheEnd() {
        ObjectApprover[] again = new ObjectApprover[1];
        again[0] = object -> {
            take(again[0]);
            return true;
        };
        take(again[0]);
        assertEquals(false, maySubscribe("a", "b"));
    }
}
