package org.tepui.core.line;

import java.util.List;
import org.tepui.core.snapshot.Snapshot;

/**
 * Result of one batch of inputs.
 *
 * @param snapshot state after the batch; its epoch is the batch's
 * @param outputs in order; to be released once the snapshot can be read
 */
public record Batch(Snapshot snapshot, List<Output> outputs) {
}
