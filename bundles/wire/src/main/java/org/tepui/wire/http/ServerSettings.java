package org.tepui.wire.http;

import java.util.concurrent.Executor;
import org.tepui.wire.base.BadInputLog;
import org.tepui.wire.base.ByteBudget;
import org.tepui.wire.base.Counters;
import org.tepui.wire.base.Limits;

/**
 * What all connections of a port share.
 *
 * @param compressor runs the compression of large answers, away from the event loops; throws RejectedExecutionException when it has no room
 */
public record ServerSettings(RequestSink sink, Limits limits, int bodyBytesMax, ByteBudget budget, Counters counters, BadInputLog badInput,
        Executor compressor) {
}
