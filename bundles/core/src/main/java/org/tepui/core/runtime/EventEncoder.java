package org.tepui.core.runtime;

import org.tepui.core.endpoint.MediaType;
import org.tepui.protocol.mesos.scheduler.Event;

/** Turns an event into one framed record of the v1 API. */
interface EventEncoder {

    byte[] encode(Event event, MediaType type);
}
