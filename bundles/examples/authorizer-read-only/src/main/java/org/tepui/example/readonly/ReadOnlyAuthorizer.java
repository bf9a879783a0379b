package org.tepui.example.readonly;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;

/** Everybody may look; only the writers may change anything, which includes to register agents and frameworks and to run tasks. */
@Component(configurationPid = "read-only", property = "tepui.module.name=read-only")
public final class ReadOnlyAuthorizer implements Authorizer {

    /** {@code conf/read-only.json}: <code>{"writers": ["ops", "marathon"]}</code>. Without it nobody is a writer. */
    public @interface Conf {
        /** Values of principals. */
        String[] writers() default {};
    }

    private volatile Set<String> writers;

    /** A change of the file counts for the next question, also of approvers given out before. */
    @Activate
    @Modified
    public void set(Conf conf) {
        writers = Set.copyOf(List.of(conf.writers()));
    }

    @Override
    public CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action) {
        boolean looks = action.startsWith("VIEW_") || action.startsWith("GET_");
        Optional<String> who = subject.flatMap(Principal::value);
        return CompletableFuture.completedFuture(object -> looks || who.filter(writers::contains).isPresent());
    }
}
