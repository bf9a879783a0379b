package org.tepui.core.runtime;

import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.recordio.RecordIo;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/** Scheduler events in both forms. */
final class V1Encoder implements EventEncoder {

    @Override
    public byte[] encode(Event event, Encoding type) {
        return RecordIo.frame(V1Edge.print(type, event));
    }
}
