package org.tepui.wire.message;

import io.netty.bootstrap.Bootstrap;
import java.util.Optional;
import org.tepui.wire.tls.ClientTls;

/**
 * How connections to peers are made.
 *
 * @param bootstrap with channel type and options set
 * @param tls empty: they are plain
 */
public record Dial(Bootstrap bootstrap, Optional<ClientTls> tls) {
}
