package org.tepui.agent.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals process groups through one small shell that lives as long as the agent. The JDK can signal only single processes, and a
 * {@code kill} program for each task would cost a start each.
 *
 * <p>The shell knows the groups that live. It reads its orders from a pipe; when the pipe closes because the agent is gone, however it
 * went, it ends the groups: tasks of an agent that cannot recover them must not go on without an owner.
 */
final class GroupKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupKeeper.class);

    /** Orders: {@code run G}, {@code end G}, {@code sig NAME G}. A group may not exist yet (setsid still to come): then its head is meant. */
    private static final String SCRIPT = String.join("\n",
        "trap '' HUP INT TERM",
        "exec 2>/dev/null",
        "live=' '",
        "while read -r order a b; do",
        "  case $order in",
        "    run) live=\"$live$a \" ;;",
        "    end) kill -s KILL -- \"-$a\"; live=\"${live%% $a *} ${live#* $a }\" ;;",
        "    sig) kill -s \"$a\" -- \"-$b\" || kill -s \"$a\" \"$b\" ;;",
        "  esac",
        "done",
        "for g in $live; do kill -s TERM -- \"-$g\" || kill -s TERM \"$g\"; done",
        "[ \"$live\" = ' ' ] || sleep 1",
        "for g in $live; do kill -s KILL -- \"-$g\"; done");

    private final Process shell;
    private final OutputStream orders;

    private GroupKeeper(Process shell) {
        this.shell = shell;
        this.orders = shell.getOutputStream();
    }

    /** @throws IOException when there is no shell to start */
    static GroupKeeper start(List<String> ownSession) throws IOException {
        List<String> argv = new java.util.ArrayList<>(ownSession);
        argv.addAll(List.of("/bin/sh", "-c", SCRIPT));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        return new GroupKeeper(builder.start());
    }

    void run(long group) {
        order("run " + group);
    }

    /** The head of the group is gone: kills what is left and forgets the group. */
    void end(long group) {
        order("end " + group);
    }

    /** @param signal name without SIG */
    void signal(String signal, long group) {
        order("sig " + signal + " " + group);
    }

    private synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            LOG.error("Cannot signal process groups any more: the keeper shell (pid {}) is gone; order '{}' is lost", shell.pid(), line);
        }
    }

    /** Lets the shell end what still lives, and waits for it a short while. */
    @Override
    public void close() {
        try {
            orders.close();
            if (!shell.waitFor(5, TimeUnit.SECONDS)) {
                LOG.warn("The keeper shell (pid {}) still runs after 5 seconds", shell.pid());
            }
        } catch (IOException e) {
            LOG.warn("Closing the keeper shell: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
