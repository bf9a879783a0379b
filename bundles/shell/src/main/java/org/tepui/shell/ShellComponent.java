package org.tepui.shell;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the socket {@code PID.sock} while there is a command processor. A process without a shell goes on all the same. */
@Component(immediate = true, service = {})
public final class ShellComponent {

    private static final Logger LOG = LoggerFactory.getLogger(ShellComponent.class);

    private final ShellServer server;

    @Activate
    public ShellComponent(@Reference CommandProcessor processor) {
        server = open(processor);
    }

    private static ShellServer open(CommandProcessor processor) {
        String user = System.getProperty("user.name");
        try {
            Path folder = ShellFolder.prepare(ShellFolder.place(System.getenv(), System.getProperty("java.io.tmpdir"), user), user);
            return new ShellServer(folder.resolve(ProcessHandle.current().pid() + ".sock"), new GogoSession(processor));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("There is no shell: {}", e.getMessage());
            return null;
        }
    }

    @Deactivate
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
