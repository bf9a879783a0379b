package org.tepui.core.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.line.Input;
import org.tepui.core.module.Seat;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** One input is judged by one authorizer, whenever the seat changes. */
class JudgeTest {

    private final Seat<Authorizer> seat = new Seat<>(ModuleKind.AUTHORIZER);
    private final Judge judge = new Judge(new Approvers(seat), () -> null);

    private void take(Authorizer authorizer) {
        seat.take(List.of("a"), List.of(authorizer));
    }

    private static CompletionStage<ObjectApprover> always(boolean answer) {
        return CompletableFuture.completedFuture(object -> answer);
    }

    private static Input.AgentMessage reserving() {
        Resource cpus = Resource.newBuilder().setName("cpus").setType(Value.Type.SCALAR).setScalar(Value.Scalar.newBuilder().setValue(1))
                .setRole("eng").build();
        return new Input.AgentMessage(Upid.parse("slave(1)@127.0.0.1:5051"), "master",
                RegisterSlaveMessage.newBuilder().setSlave(SlaveInfo.newBuilder().setHostname("h").addResources(cpus)).build());
    }

    private static Input.Subscribe subscription() {
        return new Input.Subscribe(1, Optional.empty(), Call.newBuilder().setType(Call.Type.SUBSCRIBE).setSubscribe(Call.Subscribe
                .newBuilder().setFrameworkInfo(FrameworkInfo.newBuilder().setUser("u").setName("n").addRoles("a").addRoles("b")
                        .addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE)))).build());
    }

    private static boolean isAllowed(CompletableFuture<Input> judged) {
        Input input = judged.join();
        return input instanceof Input.Subscribe subscribe ? subscribe.verdicts().allows(0)
                : ((Input.AgentMessage) input).verdicts().allows(0);
    }

    @Test
    void aRegistrationThatNeitherOfTwoAuthorizersAllowsIsNotPutTogetherFromBoth() {
        CompletableFuture<ObjectApprover> late = new CompletableFuture<>();
        take((subject, action) -> action.equals("REGISTER_AGENT") ? always(true) : late);
        CompletableFuture<Input> judged = judge.judge(reserving());
        assertFalse(judged.isDone());
        take((subject, action) -> always(!action.equals("REGISTER_AGENT")));
        late.complete(object -> false);
        assertFalse(isAllowed(judged));
    }

    @Test
    void aChangeBetweenTwoAnswersOfOneApproverBeginsTheInputAnew() {
        take((subject, action) -> CompletableFuture.completedFuture(object -> {
            if (object.value().equals(Optional.of("a"))) {
                take((who, what) -> CompletableFuture.completedFuture(other -> other.value().equals(Optional.of("b"))));
            }
            return true;
        }));
        assertFalse(isAllowed(judge.judge(subscription())));
    }

    @Test
    void aChangeAfterTheLastAnswerBeginsTheInputAnewToo() {
        take((subject, action) -> CompletableFuture.completedFuture(object -> {
            if (object.value().equals(Optional.of("b"))) {
                take((who, what) -> always(false));
            }
            return true;
        }));
        assertFalse(isAllowed(judge.judge(subscription())));
    }

    @Test
    void anInputThatNoAuthorizerStaysLongEnoughForIsDenied() {
        int[] asked = new int[1];
        take(new Authorizer() {
            @Override
            public CompletionStage<ObjectApprover> approver(Optional<org.tepui.api.identity.Principal> subject, String action) {
                asked[0]++;
                take(this);
                return always(true);
            }
        });
        assertFalse(isAllowed(judge.judge(subscription())));
        assertEquals(Approvers.ATTEMPTS_MAX, asked[0]);
    }

    @Test
    void withOneAuthorizerAllTheTimeItsWordIsTaken() {
        take((subject, action) -> always(true));
        assertTrue(isAllowed(judge.judge(subscription())));
        assertTrue(isAllowed(judge.judge(reserving())));
    }
}
