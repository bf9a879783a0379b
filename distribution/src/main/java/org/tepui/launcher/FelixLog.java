package org.tepui.launcher;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Felix's own errors and warnings as lines of ours; otherwise Felix would write them to standard output. */
final class FelixLog extends Logger {
    private final Console console;

    FelixLog(Console console) {
        this.console = console;
        setLogLevel(LOG_WARNING);
    }

    @Override
    @SuppressWarnings("rawtypes") // as inherited
    protected void doLog(Bundle bundle, ServiceReference reference, int level, String text, Throwable cause) {
        String line = (bundle == null ? "" : bundle.getSymbolicName() + ": ") + text + (cause == null ? "" : " (" + cause + ")");
        if (level == LOG_ERROR) {
            console.error(line);
        } else if (level == LOG_WARNING) {
            console.warn(line);
        }
    }
}
