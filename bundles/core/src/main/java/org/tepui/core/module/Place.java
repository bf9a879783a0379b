package org.tepui.core.module;

import java.util.List;
import java.util.Optional;
import org.tepui.api.module.ModuleKind;

/** Where modules of one kind are used. Called by one thread at a time. */
public interface Place {

    ModuleKind kind();

    /** More than one module at a time has a place. */
    boolean takesSeveral();

    /** Nothing at all may be chosen: nobody is asked, and nothing is refused for it. */
    default boolean mayBeEmpty() {
        return false;
    }

    /** Name of the module that stands in for one that is missing; where there is none, {@link #closed} says what happens. */
    Optional<String> builtIn();

    /**
     * Told of a module before it is taken, and not while it is in use here.
     *
     * @throws IllegalArgumentException one line: it must not be taken
     */
    void configure(Object module);

    /** Uses these from here on, or those of before if that fails. When it returns nobody holds anything of the others. */
    Taken take(List<String> names, List<Object> modules) throws InterruptedException;

    /** Uses nothing: what was guarded is refused to everybody, what was asked is not asked. Not called where there is a built-in. */
    Taken closed();

    /**
     * What became of it.
     *
     * @param failure one line; empty when done
     * @param epoch first epoch that they decide; 0 where epochs play no part
     */
    record Taken(boolean done, String failure, long epoch, long pauseNanos) {

        static Taken failed(String failure) {
            return new Taken(false, failure, 0, 0);
        }
    }
}
