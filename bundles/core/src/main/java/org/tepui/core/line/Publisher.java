package org.tepui.core.line;

import org.tepui.core.snapshot.Snapshot;

/** Makes the snapshot of each batch: records of what changed, the old ones of all else. */
final class Publisher {

    private final Line line;

    Publisher(Line line) {
        this.line = line;
    }

    Snapshot publish() {
        MasterConfig config = line.config();
        return new Snapshot(line.clock().epoch(), config.info(), line.isElected(), line.isLeading(), config.startWallNanos() / 1e9,
                line.electedTime(), line.agents().publish(line.agentDesk()::record), line.agents().publishRecovered(),
                line.agents().unreachable().size(), line.frameworks().publish(line.frameworkDesk()::record),
                line.frameworks().publishCompleted(), line.tally().publish(), line.removals().publish());
    }
}
