package org.tepui.core.runtime;

import org.tepui.core.endpoint.MediaType;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.recordio.RecordIo;
import org.tepui.protocol.v1.V1Edge;

/** Scheduler events in both forms. */
final class V1Encoder implements EventEncoder {

    @Override
    public byte[] encode(Event event, MediaType type) {
        return RecordIo.frame(type == MediaType.JSON ? ProtoJson.V1.print(event) : V1Edge.toV1(event));
    }
}
