package org.tepui.core.line;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.scheduler.Event;

/** Outputs of the batch at work, in order. */
public final class Outbox {

    /** Log lines quote what strangers send: they are cut here. */
    static final int LOG_CHARS_MAX = 2_000;

    private static final String MASTER = "master";

    private List<Output> outputs = new ArrayList<>();
    private boolean stopped;

    public void add(Output output) {
        if (!stopped) {
            outputs.add(output);
        }
    }

    /** From the process {@code master}. */
    public void send(Upid to, Message message) {
        send(MASTER, to, message);
    }

    public void send(String from, Upid to, Message message) {
        if (!to.isEmpty()) {
            add(new Output.Send(from, to, message));
        }
    }

    public void emit(long connection, Event event) {
        add(new Output.Emit(connection, event));
    }

    public void reply(long request, int status, String text) {
        add(new Output.Reply(request, status, text));
    }

    public void info(String text) {
        log(Output.Level.INFO, text);
    }

    public void warning(String text) {
        log(Output.Level.WARNING, text);
    }

    public void error(String text) {
        log(Output.Level.ERROR, text);
    }

    private void log(Output.Level level, String text) {
        String line = text.length() > LOG_CHARS_MAX ? text.substring(0, LOG_CHARS_MAX) + "..." : text;
        add(new Output.Log(level, line.replace('\n', ' ').replace('\r', ' ')));
    }

    /** The last output there is: everything after it is dropped. */
    public void stopLeading(String reason, Optional<Throwable> evidence) {
        add(new Output.StopLeading(reason, evidence));
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    List<Output> take() {
        List<Output> taken = outputs;
        outputs = new ArrayList<>();
        return taken;
    }
}
