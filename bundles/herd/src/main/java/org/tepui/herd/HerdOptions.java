package org.tepui.herd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tepui.flags.Parsed;
import org.tepui.flags.herd.HerdFlags;
import org.tepui.flags.tls.Tls;
import org.tepui.flags.type.SecretText;
import org.tepui.herd.client.Credential;
import org.tepui.herd.client.MasterAddress;

/** The flags as the run needs them; times in nanoseconds unless the name says seconds. Meanings: {@link HerdFlags}. */
record HerdOptions(MasterAddress master, int agents, int frameworks, int tasks, long loadNanos, long taskNanos, double refuseSeconds,
        List<String> roles, boolean reregister, Optional<String> principal, Optional<Credential> credential, String ip, int port,
        long deadlineNanos, boolean json) {

    /**
     * @param tls what the variables {@code LIBPROCESS_SSL_*} set up, for the agents' port and for the schedulers
     * @throws IOException one line for a master that is not HOST:PORT
     */
    static HerdOptions of(Parsed flags, Optional<Tls> tls) throws IOException {
        Optional<String> principal = HerdFlags.PRINCIPAL.find(flags);
        Optional<Credential> credential = HerdFlags.SECRET.find(flags).map(SecretText::value)
            .flatMap(secret -> principal.map(name -> new Credential(name, secret)));
        return new HerdOptions(MasterAddress.parse(HerdFlags.MASTER.get(flags).strip()).with(tls), HerdFlags.AGENTS.get(flags),
            HerdFlags.FRAMEWORKS.get(flags), HerdFlags.TASKS.get(flags), nanos(HerdFlags.SECONDS.get(flags)),
            nanos(HerdFlags.TASK_SECONDS.get(flags)), HerdFlags.REFUSE_SECONDS.get(flags),
            List.of(HerdFlags.ROLES.get(flags).strip().split("\\s*,\\s*")), HerdFlags.REREGISTER.get(flags), principal, credential,
            HerdFlags.IP.get(flags), HerdFlags.PORT.get(flags), nanos(HerdFlags.DEADLINE_SECONDS.get(flags)), HerdFlags.JSON.get(flags));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
