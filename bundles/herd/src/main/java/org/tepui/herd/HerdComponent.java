package org.tepui.herd;

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
import org.tepui.flags.FlagError;
import org.tepui.flags.Outcome;
import org.tepui.flags.herd.HerdFlags;
import org.tepui.flags.tls.Tls;
import org.tepui.protocol.libprocess.PortFactory;

/**
 * Runs the herd when the launcher's command is {@code herd}: framework properties {@code tepui.command} and {@code tepui.args}, a JSON array
 * of text. Ends the process through the launcher's service: 0 when the master agrees, 1 when not, or when the run did not come to an end.
 */
@Component(immediate = true, service = {})
public final class HerdComponent {

    private static final Logger LOG = LoggerFactory.getLogger(HerdComponent.class);

    private final PortFactory ports;
    private final IntConsumer exit;
    private Thread runner;

    @Activate
    public HerdComponent(BundleContext context, @Reference PortFactory ports, @Reference(target = "(tepui.exit=true)") IntConsumer exit) {
        this.ports = ports;
        this.exit = exit;
        if ("herd".equals(context.getProperty("tepui.command"))) {
            String arguments = context.getProperty("tepui.args");
            runner = new Thread(() -> exit.accept(run(arguments == null ? "[]" : arguments)), "herd");
            runner.setDaemon(true);
            runner.start();
        }
    }

    private int run(String arguments) {
        try {
            Outcome outcome = HerdFlags.PROGRAM.start(texts(arguments), System.getenv());
            if (!outcome.goesOn()) {
                System.out.print(outcome.out());
                System.err.print(outcome.err());
                return outcome.exit().getAsInt();
            }
            List<String> warnings = new ArrayList<>();
            List<FlagError> errors = new ArrayList<>();
            Optional<Tls> tls = Tls.of(System.getenv(), Tls.Side.PORT, errors, warnings);
            if (!errors.isEmpty()) {
                throw new IOException(errors.get(0).line());
            }
            warnings.forEach(LOG::warn);
            HerdOptions options = HerdOptions.of(outcome.parsed(), tls);
            try (HerdRun run = new HerdRun(options, ports)) {
                HerdReport report = run.run();
                System.out.print(options.json() ? report.json() : report.text());
                System.out.flush();
                return report.agrees() ? 0 : 1;
            }
        } catch (IOException e) {
            System.err.println("herd: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return 1;
        } catch (RuntimeException e) {
            LOG.error("The herd failed", e);
            System.err.println("herd: it failed: " + e);
            return 1;
        }
    }

    @Deactivate
    public void stop() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    private static List<String> texts(String json) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
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
