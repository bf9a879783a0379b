package org.tepui.testkit.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;
import org.tepui.testkit.message.SampleMessages;

/** What every authorizer must do: answer, whatever it is asked. Extend it, hand in one that is configured, and run it with JUnit 5. */
public abstract class AuthorizerContract {

    /** Subjects of every kind: nobody, somebody, somebody of claims alone. */
    protected static final List<Optional<Principal>> SUBJECTS = List.of(Optional.empty(), Optional.of(Principal.of("somebody")),
            Optional.of(Principal.of("")), Optional.of(Principal.of(Optional.empty(), Map.of("sub", "somebody"))));

    /** Actions of every kind, and one that a later version may have. */
    protected static final List<String> ACTIONS = List.of("REGISTER_FRAMEWORK", "RUN_TASK", "REGISTER_AGENT", "VIEW_ROLE", "VIEW_FRAMEWORK",
            "VIEW_TASK", "VIEW_FLAGS", "GET_ENDPOINT_WITH_PATH", "TEARDOWN_FRAMEWORK", "MANAGE_MODULES", "AN_ACTION_OF_TOMORROW");

    private static final List<AuthorizationObject> OBJECTS = List.of(AuthorizationObject.any(), AuthorizationObject.of(""),
            AuthorizationObject.of("eng/web"), AuthorizationObject.of("/metrics/snapshot"),
            AuthorizationObject.of(Optional.of("*"), "mesos.v1.FrameworkInfo", SampleMessages.framework("f", "somebody", "*")),
            AuthorizationObject.of(Optional.empty(), "mesos.v1.TaskInfo", SampleMessages.task("t", "agent-1")),
            AuthorizationObject.of(Optional.empty(), "mesos.v1.OfTomorrow", new byte[] {1, 2, 3}));

    protected abstract Authorizer authorizer() throws Exception;

    /** An approver that throws denies; one that gives no answer denies all that it guards, and the log fills. */
    @Test
    public void everySubjectIsAnsweredForEveryActionAndObject() throws Exception {
        Authorizer authorizer = authorizer();
        for (Optional<Principal> subject : SUBJECTS) {
            for (String action : ACTIONS) {
                ObjectApprover approver = authorizer.approver(subject, action).toCompletableFuture().get(30, TimeUnit.SECONDS);
                assertNotNull(approver, action + " of " + subject);
                OBJECTS.forEach(approver::approved);
            }
        }
    }

    /** Approvers are kept: one that was asked before answers as one that is new. */
    @Test
    public void aQuestionHasOneAnswer() throws Exception {
        Authorizer authorizer = authorizer();
        for (Optional<Principal> subject : SUBJECTS) {
            for (String action : ACTIONS) {
                ObjectApprover kept = authorizer.approver(subject, action).toCompletableFuture().get(30, TimeUnit.SECONDS);
                List<Boolean> first = OBJECTS.stream().map(kept::approved).toList();
                ObjectApprover anew = authorizer.approver(subject, action).toCompletableFuture().get(30, TimeUnit.SECONDS);
                assertEquals(first, OBJECTS.stream().map(kept::approved).toList(), action + " of " + subject);
                assertEquals(first, OBJECTS.stream().map(anew::approved).toList(), action + " of " + subject);
            }
        }
    }
}
