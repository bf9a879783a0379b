package org.tepui.wire.message;

import org.tepui.protocol.libprocess.Upid;

/** Who watches whom. */
record LinkKey(String fromProcess, Upid peer) {
}
