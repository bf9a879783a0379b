package org.tepui.api.authorization;

import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.identity.Principal;

/** Gives approvers. */
@ConsumerType
public interface Authorizer {

    /**
     * Called once before the first question, and never while the authorizer is in use.
     *
     * @param parameters of the module, by name; {@code acls} is the JSON of the flag {@code --acls}, when it was given
     * @throws IllegalArgumentException one line that says what is wrong and what to do: this authorizer is not used then
     */
    default void configure(SortedMap<String, String> parameters) {
    }

    /**
     * @param subject who asks; empty when nobody was authenticated
     * @param action name of an action as in Mesos ACLs, such as {@code RUN_TASK}
     */
    CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action);
}
