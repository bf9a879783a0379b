package org.tepui.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/**
 * One session: a line in, what its command prints out. Each answer is followed by {@link #END}, a status digit and a line end, so that the client
 * knows where it ends and whether the command failed.
 */
final class GogoSession implements ShellServer.Session {

    /** Never part of an answer: the terminal shows nothing for it. */
    static final char END = '\u0004';

    private static final int LINE_MAX = 8 * 1024;

    private final CommandProcessor processor;

    GogoSession(CommandProcessor processor) {
        this.processor = processor;
    }

    @Override
    public void run(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        try (CommandSession session = processor.createSession(InputStream.nullInputStream(), print, print)) {
            session.put("SCOPE", "tepui:*");
            for (String line = line(lines); line != null && !print.checkError(); line = line(lines)) {
                boolean done = execute(session, line.strip(), print);
                print.print(END + (done ? "0" : "1") + "\n");
                print.flush();
            }
        }
    }

    /** A line, or null at the end. @throws IOException when it is too long */
    private static String line(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c != '\n'; c = lines.read()) {
            if (c < 0) {
                return line.length() == 0 ? null : line.toString();
            }
            if (line.length() == LINE_MAX) {
                throw new IOException("a line of more than " + LINE_MAX + " characters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static boolean execute(CommandSession session, String line, PrintStream print) {
        if (line.isEmpty()) {
            return true;
        }
        try {
            Object result = session.execute(line);
            if (result != null) {
                print.println(session.format(result, Converter.INSPECT));
            }
            return true;
        } catch (Exception e) {
            print.println(message(e));
            return false;
        }
    }

    private static String message(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && (cause.getMessage() == null || cause.getClass().getSimpleName().startsWith("InvocationTarget"))) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
