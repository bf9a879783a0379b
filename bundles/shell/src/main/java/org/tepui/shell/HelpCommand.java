package org.tepui.shell;

import java.lang.reflect.Method;
import java.util.TreeMap;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code help}: the commands that are there now, each with its one line. */
@Component(service = HelpCommand.class, property = {"osgi.command.scope=tepui", "osgi.command.function=help"})
public final class HelpCommand {

    private static final String COMMANDS = "(osgi.command.scope=tepui)";

    private final BundleContext context;

    @Activate
    public HelpCommand(BundleContext context) {
        this.context = context;
    }

    @Descriptor("lists the commands")
    public String help() throws InvalidSyntaxException {
        TreeMap<String, String> lines = new TreeMap<>();
        for (ServiceReference<?> reference : context.getServiceReferences((String) null, COMMANDS)) {
            Object commands = context.getService(reference);
            if (commands != null) {
                for (Method method : commands.getClass().getMethods()) {
                    Descriptor descriptor = method.getAnnotation(Descriptor.class);
                    if (descriptor != null) {
                        lines.put(method.getName(), descriptor.value());
                    }
                }
                context.ungetService(reference);
            }
        }
        Table table = new Table("COMMAND", "WHAT IT DOES");
        lines.forEach(table::row);
        return table.toString();
    }
}
