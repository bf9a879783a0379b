package org.tepui.shell;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the socket {@code PID.sock} in the folder that the launcher names, while there is a command processor. A process without a shell goes on all the same. */
@Component(immediate = true, service = {})
public final class ShellComponent {

    private static final Logger LOG = LoggerFactory.getLogger(ShellComponent.class);

    /** Framework property, set by the launcher; without it there is no shell. */
    private static final String FOLDER = "tepui.shell";

    private final ShellServer server;

    @Activate
    public ShellComponent(BundleContext context, @Reference CommandProcessor processor) {
        String folder = context.getProperty(FOLDER);
        server = folder == null ? null : open(Path.of(folder), processor);
    }

    private static ShellServer open(Path place, CommandProcessor processor) {
        try {
            Path folder = ShellFolder.prepare(place, System.getProperty("user.name"));
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
