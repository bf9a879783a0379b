package org.tepui.example.readonly;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;
import org.tepui.testkit.authorization.AuthorizerContract;
import org.tepui.testkit.configuration.Configuration;

class ReadOnlyAuthorizerTest extends AuthorizerContract {

    @Override
    protected ReadOnlyAuthorizer authorizer() {
        return configured("ops");
    }

    private static ReadOnlyAuthorizer configured(String... writers) {
        ReadOnlyAuthorizer authorizer = new ReadOnlyAuthorizer();
        authorizer.set(conf(writers));
        return authorizer;
    }

    private static ReadOnlyAuthorizer.Conf conf(String... writers) {
        return Configuration.of(ReadOnlyAuthorizer.Conf.class, Map.of("writers", writers));
    }

    private static ObjectApprover approver(ReadOnlyAuthorizer authorizer, String who, String action) throws Exception {
        return authorizer.approver(Optional.of(who).filter(name -> !name.isEmpty()).map(Principal::of), action).toCompletableFuture().get();
    }

    private static boolean may(ReadOnlyAuthorizer authorizer, String who, String action) throws Exception {
        return approver(authorizer, who, action).approved(AuthorizationObject.any());
    }

    @Test
    void everybodyMayLook() throws Exception {
        assertTrue(may(authorizer(), "", "VIEW_TASK"));
        assertTrue(may(authorizer(), "somebody", "GET_ENDPOINT_WITH_PATH"));
    }

    @Test
    void onlyWritersMayChangeAnything() throws Exception {
        assertTrue(may(authorizer(), "ops", "RUN_TASK"));
        assertFalse(may(authorizer(), "somebody", "RUN_TASK"));
        assertFalse(may(authorizer(), "", "MANAGE_MODULES"));
        assertFalse(may(configured(), "ops", "RUN_TASK"), "without a list nobody is on it");
    }

    @Test
    void aChangeOfTheListCountsForApproversGivenOutBefore() throws Exception {
        ReadOnlyAuthorizer authorizer = authorizer();
        ObjectApprover ops = approver(authorizer, "ops", "RUN_TASK");
        ObjectApprover other = approver(authorizer, "other", "RUN_TASK");
        authorizer.set(conf("other"));
        assertFalse(ops.approved(AuthorizationObject.any()));
        assertTrue(other.approved(AuthorizationObject.any()));
    }
}
