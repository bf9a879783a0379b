package org.tepui.testkit.simulation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;

/** A version of the authorizer: rules that anybody can work out, and a way of answering. */
final class SimAuthorizer implements Authorizer {

    /** What it allows. */
    enum Rule { ALL, MOST, NOTHING }

    /** How it answers. */
    enum Manner { AT_ONCE, LATE, NEVER, THROWS, NULL, APPROVER_THROWS, CHANGED_MEANWHILE }

    /** One question in so many is denied by {@link Rule#MOST}. */
    private static final int DENIED_ONE_IN = 4;

    final String name;
    final Rule rule;
    final Manner manner;
    private final int salt;
    private final World world;
    private final Platform platform;
    private int held;

    SimAuthorizer(String name, Rule rule, Manner manner, World world, Platform platform) {
        this.name = name;
        this.rule = rule;
        this.manner = manner;
        this.salt = world.pick(1_000_000);
        this.world = world;
        this.platform = platform;
    }

    void hold(int more) {
        held += more;
    }

    /** By its rules, whatever becomes of the answer. */
    boolean allows(Optional<String> subject, String action, String value) {
        return switch (rule) {
            case ALL -> true;
            case NOTHING -> false;
            case MOST -> Math.floorMod((salt + "|" + subject.orElse("") + "|" + action + "|" + value).hashCode(), DENIED_ONE_IN) != 0;
        };
    }

    /** What it allows it allows each time that it is asked. */
    boolean isReliable() {
        return manner == Manner.AT_ONCE || manner == Manner.CHANGED_MEANWHILE;
    }

    @Override
    public CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action) {
        if (held == 0) {
            world.breach("authorizer " + name + " was asked for an approver after it had been given up");
        }
        ObjectApprover approver = object -> approved(subject.flatMap(Principal::value), action, object);
        switch (manner) {
            case LATE -> {
                CompletableFuture<ObjectApprover> answer = new CompletableFuture<>();
                long delay = world.oneIn(6) ? world.between(2_000, 20_000) : world.between(1, 1_500);
                world.after(delay * World.MILLI, () -> answer.complete(approver));
                return answer;
            }
            case NEVER -> {
                return new CompletableFuture<>();
            }
            case THROWS -> throw new IllegalStateException("trouble of " + name);
            case NULL -> {
                return world.oneIn(2) ? null : CompletableFuture.completedFuture(null);
            }
            default -> {
                return CompletableFuture.completedFuture(approver);
            }
        }
    }

    private boolean approved(Optional<String> subject, String action, AuthorizationObject object) {
        platform.grants().asked(this);
        if (manner == Manner.APPROVER_THROWS && world.oneIn(2)) {
            throw new IllegalStateException("trouble of " + name);
        }
        if (manner == Manner.CHANGED_MEANWHILE && world.oneIn(2)) {
            platform.changeNow();
        }
        return allows(subject, action, object.value().orElse(""));
    }
}
