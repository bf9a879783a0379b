package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;

class PortLifeTest {

    @Test
    void aClosedPortCanBeOpenedAgainAtOnce() throws Exception {
        NettyPortFactory factory = new NettyPortFactory();
        try {
            int number = 0;
            for (int i = 0; i < 50; i++) {
                Port port = factory.open(PortConfig.of("127.0.0.1", number));
                number = port.port();
                port.close();
            }
            assertTrue(number > 0);
        } finally {
            factory.close();
        }
    }
}
