package org.tepui.testkit.message;

/**
 * Messages as authorizers and hooks are given them: v1, serialized. Whoever needs more fields puts them together with {@link WireMessage}; a
 * field appended to the bytes of a sample is part of the message.
 */
public final class SampleMessages {

    private static final int SCALAR = 0;

    private SampleMessages() {
    }

    /** A mesos.v1.FrameworkInfo with name, principal and one role, of user {@code root}. */
    public static byte[] framework(String name, String principal, String role) {
        return new WireMessage().text(1, "root").text(2, name).message(3, id("framework-of-" + name)).text(8, principal).text(12, role).bytes();
    }

    /** A mesos.v1.TaskInfo: a shell command with one CPU and 128 MB for role {@code *}. */
    public static byte[] task(String id, String agentId) {
        return new WireMessage().text(1, id).message(2, id(id)).message(3, id(agentId)).message(4, scalar("cpus", 1)).message(4, scalar("mem", 128))
                .message(7, new WireMessage().text(3, "sleep 60")).bytes();
    }

    /** A label of a TaskInfo, to be appended to its bytes. */
    public static byte[] taskLabel(String key, String value) {
        return new WireMessage().message(10, new WireMessage().message(1, new WireMessage().text(1, key).text(2, value))).bytes();
    }

    /** A mesos.v1.AgentInfo with four CPUs and 4 GB. */
    public static byte[] agent(String id, String hostname) {
        return new WireMessage().text(1, hostname).message(3, scalar("cpus", 4)).message(3, scalar("mem", 4096)).message(6, id(id)).number(8, 5051)
                .bytes();
    }

    private static WireMessage id(String value) {
        return new WireMessage().text(1, value);
    }

    private static WireMessage scalar(String name, double value) {
        return new WireMessage().text(1, name).number(2, SCALAR).message(3, new WireMessage().real(1, value))
                .message(11, new WireMessage().text(1, "*"));
    }
}
