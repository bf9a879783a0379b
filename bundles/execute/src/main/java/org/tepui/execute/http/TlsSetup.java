package org.tepui.execute.http;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tepui.flags.FlagError;
import org.tepui.flags.tls.Tls;

/** TLS of a command line program, from its environment. */
public final class TlsSetup {

    private TlsSetup() {
    }

    /**
     * Empty when the variables do not switch TLS on.
     *
     * @param err takes warnings, one a line
     * @throws IOException one line that names variable, file and reason
     */
    public static Optional<Tls> of(Map<String, String> environment, PrintStream err) throws IOException {
        List<FlagError> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Optional<Tls> tls = Tls.of(environment, Tls.Side.CLIENT, errors, warnings);
        if (!errors.isEmpty()) {
            throw new IOException(errors.get(0).line());
        }
        warnings.forEach(err::println);
        return tls;
    }
}
