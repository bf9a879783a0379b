package org.tepui.core.registrar;

import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TimeInfo;
import org.tepui.protocol.mesos.registry.Registry;

/** A change of the registry. Applied to a draft; false: it found an error there and changed nothing. */
public sealed interface RegistryOperation {

    boolean apply(Draft draft);

    /** A new agent; an id that is known already is an error. */
    record Admit(SlaveInfo info) implements RegistryOperation {
        @Override
        public boolean apply(Draft draft) {
            String id = info.getId().getValue();
            if (draft.agent(id) != null || draft.isUnreachable(id) || draft.isGone(id)) {
                return false;
            }
            draft.setAgent(id, Registry.Slave.newBuilder().setInfo(info).build());
            return true;
        }
    }

    /** Another SlaveInfo of a known agent. */
    record Update(SlaveInfo info) implements RegistryOperation {
        @Override
        public boolean apply(Draft draft) {
            String id = info.getId().getValue();
            Registry.Slave known = draft.agent(id);
            if (known == null) {
                return false;
            }
            draft.setAgent(id, known.toBuilder().setInfo(info).build());
            return true;
        }
    }

    /** From the agents to the unreachable ones; drain and deactivation go along. */
    record MarkUnreachable(String id, TimeInfo time) implements RegistryOperation {
        @Override
        public boolean apply(Draft draft) {
            Registry.Slave known = draft.agent(id);
            if (known == null) {
                return false;
            }
            Registry.UnreachableSlave.Builder entry = Registry.UnreachableSlave.newBuilder().setId(known.getInfo().getId()).setTimestamp(time);
            if (known.hasDrainInfo()) {
                entry.setDrainInfo(known.getDrainInfo());
            }
            if (known.hasDeactivated()) {
                entry.setDeactivated(known.getDeactivated());
            }
            draft.removeAgent(id);
            draft.setUnreachable(id, entry.build());
            return true;
        }
    }

    /** Back from the unreachable ones; one that is in no list is admitted too. */
    record MarkReachable(SlaveInfo info) implements RegistryOperation {
        @Override
        public boolean apply(Draft draft) {
            String id = info.getId().getValue();
            if (draft.agent(id) != null) {
                return true;
            }
            Registry.Slave.Builder entry = Registry.Slave.newBuilder().setInfo(info);
            Registry.UnreachableSlave was = draft.unreachable(id);
            if (was != null) {
                if (was.hasDrainInfo()) {
                    entry.setDrainInfo(was.getDrainInfo());
                }
                if (was.hasDeactivated()) {
                    entry.setDeactivated(was.getDeactivated());
                }
                draft.removeUnreachable(id);
            }
            draft.setAgent(id, entry.build());
            return true;
        }
    }

    /** Forgets an agent. */
    record Remove(String id) implements RegistryOperation {
        @Override
        public boolean apply(Draft draft) {
            if (draft.agent(id) == null) {
                return false;
            }
            draft.removeAgent(id);
            return true;
        }
    }

    /** Takes exactly these ids out of the lists of unreachable and gone agents. */
    record Prune(java.util.List<SlaveID> unreachable, java.util.List<SlaveID> gone) implements RegistryOperation {
        @Override
        public boolean apply(Draft draft) {
            unreachable.forEach(id -> draft.removeUnreachable(id.getValue()));
            gone.forEach(id -> draft.removeGone(id.getValue()));
            return true;
        }
    }

    /** This master takes the registry over. */
    record TakeOver(Registry.Master master) implements RegistryOperation {
        @Override
        public boolean apply(Draft draft) {
            draft.setMaster(master);
            return true;
        }
    }
}
