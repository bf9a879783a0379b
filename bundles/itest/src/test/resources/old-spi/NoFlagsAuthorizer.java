package oldspi;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;

/** Source of no-flags.jar: an authorizer that allows everything but to see flags. */
public final class NoFlagsAuthorizer implements Authorizer {

    @Override
    public CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action) {
        return CompletableFuture.completedFuture(object -> !action.equals("VIEW_FLAGS"));
    }
}
