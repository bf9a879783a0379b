package org.tepui.api.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Versioned variables. Names are UTF-8 text without NUL, at most 1,024 bytes; values at most {@link #valueBytesMax()} bytes. */
@ConsumerType
public interface Storage {

    /** The variable, or empty if it was never written or has been expunged. */
    CompletionStage<Optional<Variable>> fetch(String name);

    /** All variables whose name starts with the prefix, in the order of their names (by UTF-16 code unit). */
    CompletionStage<List<Variable>> scan(String prefix);

    /**
     * Applies all changes or none: none when some variable's version is not the expected one.
     *
     * @return the versions after the batch in the order of the changes, or empty when an expectation did not hold
     */
    CompletionStage<Optional<List<Long>>> commit(List<Change> changes);

    /** Largest value in bytes; larger ones fail the stage with {@link IllegalArgumentException}. */
    default int valueBytesMax() {
        return 16 * 1024 * 1024;
    }
}
