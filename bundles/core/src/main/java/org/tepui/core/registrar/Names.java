package org.tepui.core.registrar;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import org.tepui.api.registry.Variable;
import org.tepui.protocol.mesos.registry.Registry;

/** Variables of the registry: one for the master, one for each agent in each list. */
final class Names {

    static final String MASTER = "master";
    static final String AGENTS = "agents/";
    static final String UNREACHABLE = "unreachable/";
    static final String GONE = "gone/";

    private Names() {
    }

    /**
     * The value by the kind of its name; null for names of other kinds, which are left alone.
     *
     * @throws InvalidProtocolBufferException when it can't be read
     */
    static Message parse(Variable variable) throws InvalidProtocolBufferException {
        String name = variable.name();
        if (name.equals(MASTER)) {
            return Registry.Master.parseFrom(variable.value());
        }
        if (name.startsWith(AGENTS)) {
            return Registry.Slave.parseFrom(variable.value());
        }
        if (name.startsWith(UNREACHABLE)) {
            return Registry.UnreachableSlave.parseFrom(variable.value());
        }
        return name.startsWith(GONE) ? Registry.GoneSlave.parseFrom(variable.value()) : null;
    }
}
