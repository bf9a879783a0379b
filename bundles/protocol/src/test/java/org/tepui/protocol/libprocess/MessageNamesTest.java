package org.tepui.protocol.libprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.mesos.internal.AuthenticationProto;
import org.tepui.protocol.mesos.internal.MessagesProto;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.ShutdownMessage;
import org.tepui.protocol.mesos.scheduler.Call;

class MessageNamesTest {

    @Test
    void aMessageIsReadByTheNameItIsSentUnder() throws ProtocolException {
        PingSlaveMessage ping = PingSlaveMessage.newBuilder().setConnected(true).build();
        assertEquals("mesos.internal.PingSlaveMessage", MessageNames.of(ping));
        assertEquals(Optional.of(ping), MessageNames.decode(MessageNames.of(ping), ping.toByteArray()));
        assertEquals(Optional.of(Call.getDefaultInstance()), MessageNames.decode("mesos.scheduler.Call", new byte[0]));
    }

    @Test
    void allMessagesOfTheTwoFilesAreKnown() {
        int known = 0;
        for (var file : new com.google.protobuf.Descriptors.FileDescriptor[] {MessagesProto.getDescriptor(), AuthenticationProto.getDescriptor()}) {
            for (Descriptor message : file.getMessageTypes()) {
                if (message.getName().endsWith("Message")) {
                    known++;
                    assertTrue(isKnown(message.getFullName()), message.getFullName());
                }
            }
        }
        assertTrue(known > 50, "messages: " + known);
    }

    private static boolean isKnown(String name) {
        try {
            return MessageNames.decode(name, new byte[0]).isPresent();
        } catch (ProtocolException lacksRequiredFields) {
            return true;
        }
    }

    @Test
    void unknownNamesGiveNothing() throws ProtocolException {
        for (String name : new String[] {"", "x", "mesos.internal.", "mesos.internal.NoSuchMessage", "mesos.internal.Registry", "ShutdownMessage"}) {
            assertEquals(Optional.empty(), MessageNames.decode(name, new byte[0]));
        }
    }

    @Test
    void aBodyThatIsNoSuchMessageIsOneLine() {
        ProtocolException garbage = assertThrows(ProtocolException.class,
                () -> MessageNames.decode("mesos.internal.PingSlaveMessage", new byte[] {-1, -1}));
        assertTrue(garbage.getMessage().startsWith("Failed to parse mesos.internal.PingSlaveMessage of 2 bytes: "), garbage.getMessage());
        ProtocolException missing = assertThrows(ProtocolException.class,
                () -> MessageNames.decode("mesos.internal.PingSlaveMessage", ShutdownMessage.getDefaultInstance().toByteArray()));
        assertTrue(missing.getMessage().contains("connected"), missing.getMessage());
    }
}
