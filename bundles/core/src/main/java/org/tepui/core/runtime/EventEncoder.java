package org.tepui.core.runtime;

import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.v1.Encoding;

/** Turns an event into one framed record of the v1 API. */
interface EventEncoder {

    byte[] encode(Event event, Encoding type);
}
