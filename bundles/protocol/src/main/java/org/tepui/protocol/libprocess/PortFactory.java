package org.tepui.protocol.libprocess;

import java.io.IOException;

/** Service of the wire bundle. */
public interface PortFactory {

    /** Binds and starts to answer. @throws IOException when the address cannot be bound, with the address and the reason */
    Port open(PortConfig config) throws IOException;
}
