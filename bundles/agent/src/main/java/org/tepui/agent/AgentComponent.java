package org.tepui.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.flags.Outcome;
import org.tepui.flags.agent.AgentFlags;
import org.tepui.protocol.libprocess.PortFactory;

/**
 * Starts the agent when the launcher's command is {@code agent}: framework properties {@code tepui.command} and {@code tepui.args}, a
 * JSON array of text. Ends the process through the launcher's service.
 */
@Component(immediate = true, service = {})
public final class AgentComponent {

    private static final Logger LOG = LoggerFactory.getLogger(AgentComponent.class);

    private final PortFactory ports;
    private final IntConsumer exit;
    private Optional<AgentProgram> program = Optional.empty();
    private boolean stopped;

    @Activate
    public AgentComponent(BundleContext context, @Reference PortFactory ports, @Reference(target = "(tepui.exit=true)") IntConsumer exit) {
        this.ports = ports;
        this.exit = exit;
        if ("agent".equals(context.getProperty("tepui.command"))) {
            String arguments = context.getProperty("tepui.args");
            // Resolving names can take long, and must not hold up the framework.
            Thread starter = new Thread(() -> start(arguments == null ? "[]" : arguments), "agent-start");
            starter.setDaemon(true);
            starter.start();
        }
    }

    private void start(String arguments) {
        try {
            Outcome outcome = AgentFlags.PROGRAM.start(texts(arguments), System.getenv());
            if (!outcome.goesOn()) {
                System.out.print(outcome.out());
                System.err.print(outcome.err());
                exit.accept(outcome.exit().getAsInt());
                return;
            }
            FlagOptions.Read read = FlagOptions.read(outcome.parsed(), System.getenv());
            read.warnings().forEach(LOG::warn);
            if (read.options().isEmpty()) {
                refuse(String.join("\n", read.errors()));
                return;
            }
            keep(AgentProgram.start(read.options().get(), ports, exit));
        } catch (IOException e) {
            refuse(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The agent cannot start", e);
            refuse("the agent cannot start: " + e);
        }
    }

    private void refuse(String why) {
        System.err.println(why);
        exit.accept(1);
    }

    private synchronized void keep(AgentProgram started) {
        if (stopped) {
            started.close();
        } else {
            program = Optional.of(started);
        }
    }

    @Deactivate
    public synchronized void stop() {
        stopped = true;
        program.ifPresent(AgentProgram::close);
        program = Optional.empty();
    }

    /** @throws IOException for anything but a JSON array of text */
    static List<String> texts(String json) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("tepui.args is not a JSON array of text: " + json);
            }
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("tepui.args is not a JSON array of text: " + json);
            }
        }
        return texts;
    }
}
