package org.tepui.api.authorization;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.identity.Principal;

/** Gives approvers. */
@ConsumerType
public interface Authorizer {

    /**
     * @param subject who asks; empty when nobody was authenticated
     * @param action name of an action as in Mesos ACLs, such as {@code RUN_TASK}
     */
    CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action);
}
