package org.tepui.execute.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.TreeMap;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;

/**
 * Agents that come back to a new master with their tasks, as after a failover, and are silent from then on: the quickest way to a master with
 * many tasks. What the master sends them is read and thrown away.
 */
final class QuietAgents implements Closeable {

    private static final String WIRE_VERSION = "1.12.0";
    private static final double CPUS = 0.1;

    private final ServerSocket listening;
    private final int users;

    /** @param users the tasks are spread over as many frameworks, each of a user of its own: {@code user0} and on */
    QuietAgents(int users) throws IOException {
        this.users = users;
        this.listening = new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::accept, "accept");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread reader = new Thread(() -> swallow(socket), "swallow");
                reader.setDaemon(true);
                reader.start();
            } catch (IOException e) {
                // Closed: the measurement is over.
                return;
            }
        }
    }

    private static void swallow(Socket socket) {
        try (socket; InputStream in = socket.getInputStream()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The master has gone.
            return;
        }
    }

    /** @throws IOException one line when the master does not take the message */
    void comeBack(Address master, int number, int tasks) throws IOException {
        String sender = "slave(" + number + ")@127.0.0.1:" + listening.getLocalPort();
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("User-Agent", "libprocess/" + sender);
        headers.put("Libprocess-From", sender);
        headers.put("Connection", "close");
        try (HttpConnection connection = HttpConnection.open(master, java.time.Duration.ofSeconds(10))) {
            connection.silence(java.time.Duration.ofMinutes(1));
            int status = connection.post("/master/mesos.internal.ReregisterSlaveMessage", headers, message(number, tasks).toByteArray()).status();
            if (status != 202) {
                throw new IOException("the master answered a re-registration with " + status);
            }
        }
    }

    private ReregisterSlaveMessage message(int number, int tasks) {
        SlaveID id = SlaveID.newBuilder().setValue("bench-S" + number).build();
        ReregisterSlaveMessage.Builder message = ReregisterSlaveMessage.newBuilder().setVersion(WIRE_VERSION)
            .setSlave(SlaveInfo.newBuilder().setId(id).setHostname("127.0.0.1").setPort(listening.getLocalPort()).setCheckpoint(true)
                .addResources(cpus(tasks * CPUS)));
        for (SlaveInfo.Capability.Type type : new SlaveInfo.Capability.Type[] {SlaveInfo.Capability.Type.MULTI_ROLE,
                SlaveInfo.Capability.Type.HIERARCHICAL_ROLE, SlaveInfo.Capability.Type.RESERVATION_REFINEMENT}) {
            message.addAgentCapabilities(SlaveInfo.Capability.newBuilder().setType(type));
        }
        for (int user = 0; user < users; user++) {
            message.addFrameworks(FrameworkInfo.newBuilder().setId(framework(user)).setUser("user" + user).setName("bench-" + user)
                .addRoles("*").setCheckpoint(true).setFailoverTimeout(3600)
                .addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE)));
        }
        for (int i = 0; i < tasks; i++) {
            String name = "task-" + number + "-" + i;
            message.addTasks(Task.newBuilder().setName(name).setTaskId(TaskID.newBuilder().setValue(name)).setFrameworkId(framework(i % users))
                .setSlaveId(id).setState(TaskState.TASK_RUNNING).setUser("user" + i % users).addResources(cpus(CPUS).toBuilder()
                    .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("*"))));
        }
        return message.build();
    }

    private static FrameworkID framework(int user) {
        return FrameworkID.newBuilder().setValue("bench-" + user).build();
    }

    private static Resource cpus(double amount) {
        return Resource.newBuilder().setName("cpus").setType(Value.Type.SCALAR).setScalar(Value.Scalar.newBuilder().setValue(amount)).build();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
