package org.tepui.core.line;

import java.util.List;
import java.util.Optional;
import org.tepui.api.registry.Variable;

/** How a storage operation of the registrar ended. */
public sealed interface StoreResult {

    /** Answer of {@link Output.Scan}. */
    record Scanned(List<Variable> variables) implements StoreResult { }

    /** Answer of {@link Output.Store}: the new versions in the order of the changes; empty: another writer was there. */
    record Committed(Optional<List<Long>> versions) implements StoreResult { }

    /** The storage failed or did not answer in time; one line. */
    record Failed(String reason) implements StoreResult { }
}
