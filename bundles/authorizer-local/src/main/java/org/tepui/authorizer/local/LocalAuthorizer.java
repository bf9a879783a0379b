package org.tepui.authorizer.local;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;

/**
 * Decides by access control lists (parameter {@code acls}: JSON of {@code mesos.ACLs}, flag {@code --acls};
 * parameter {@code permissive}: {@code false} forbids what no rule allows, whatever they say, flag {@code --secure}). Answers at once, from any
 * thread. Before it has lists it denies everything.
 */
public class LocalAuthorizer implements Authorizer {

    private static final ObjectApprover DENY = object -> false;

    private volatile Acls acls;

    /** @throws IllegalArgumentException one line: which list, which entry, what is wrong */
    @Override
    public void configure(SortedMap<String, String> parameters) {
        String text = parameters.get("acls");
        if (text == null) {
            throw new IllegalArgumentException("the authorizer local needs its rules: give --acls or the parameter 'acls'");
        }
        Acls given = AclsReader.read(text);
        acls = "false".equals(parameters.get("permissive")) ? new Acls(false, given.lists()) : given;
    }

    @Override
    public CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action) {
        return CompletableFuture.completedFuture(approver(acls, subject, action));
    }

    private static ObjectApprover approver(Acls acls, Optional<Principal> subject, String action) {
        List<AclList> lists = Actions.lists(action);
        if (acls == null || lists.isEmpty()) {
            return DENY;
        }
        if (subject.isPresent() && subject.get().value().isEmpty()) {
            return Claims.approver(subject.get(), action);
        }
        Entity who = subject.flatMap(Principal::value).map(Entity::some).orElse(Entity.ANY);
        return object -> {
            Entity what = object.value().map(Entity::some).orElse(Entity.ANY);
            for (AclList list : lists) {
                if (!acls.allow(list.field(), who, list.objects() == AclList.Objects.ANY_OR_NONE ? Entity.ANY : what)) {
                    return false;
                }
            }
            return true;
        };
    }
}
