package org.tepui.flags;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Durations;
import org.tepui.flags.type.Quoted;

/** Runs the command that prints the address to listen on. */
final class IpDiscovery {
    private static final int BYTES_MAX = 4096;
    private static final long POLL_MS = 10;

    private IpDiscovery() {}

    /** What the command prints, without white space at its ends. @throws BadValueException when it fails, hangs or prints too much */
    static String run(String command, Duration limit) {
        Process process;
        try {
            process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        } catch (IOException e) {
            throw new BadValueException(Quoted.of(command) + " cannot be run: " + e.getMessage());
        }
        try (InputStream out = process.getInputStream()) {
            byte[] bytes = new byte[BYTES_MAX];
            int length = read(process, out, bytes, limit, command);
            if (process.exitValue() != 0) {
                throw new BadValueException(Quoted.of(command) + " ended with status " + process.exitValue());
            }
            return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new BadValueException("the output of " + Quoted.of(command) + " cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadValueException(Quoted.of(command) + " was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Reads only what is there, so that a command that hangs with its output open runs into the limit too. */
    private static int read(Process process, InputStream out, byte[] bytes, Duration limit, String command)
        throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        int length = 0;
        while (true) {
            boolean ended = process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
            while (out.available() > 0) {
                if (length == bytes.length) {
                    throw new BadValueException(Quoted.of(command) + " printed more than " + BYTES_MAX + " bytes");
                }
                length += out.read(bytes, length, Math.min(out.available(), bytes.length - length));
            }
            if (ended) {
                return length;
            }
            if (System.nanoTime() - end > 0) {
                throw new BadValueException(Quoted.of(command) + " did not end within " + Durations.print(limit));
            }
        }
    }
}
