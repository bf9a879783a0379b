package org.tepui.deployer.jar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a zip from its end, as a jar's readers do: a file that was cut off has no directory there. The number of entries is looked at
 * before the directory is read, and every entry is unpacked into nowhere against its checksum, so that what is declared cannot lie.
 */
final class Wholeness {

    private static final int END_BYTES = 22;
    private static final int COMMENT_BYTES_MAX = 65_535;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRIES_OFFSET = 10;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path file;
    private final JarLimits limits;

    Wholeness(Path file, JarLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** @throws JarException when it is not whole, or not safe to open */
    void check() throws JarException, IOException {
        long size = Files.size(file);
        if (size > limits.bytesMax()) {
            throw JarException.refused("is " + size + " bytes long; at most " + limits.bytesMax() + " are taken");
        }
        int entries = declaredEntries(size);
        if (entries > limits.entriesMax()) {
            throw JarException.refused("has " + entries + (entries == COMMENT_BYTES_MAX ? " or more" : "") + " entries; at most "
                    + limits.entriesMax() + " are taken");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            checkNames(zip);
            unpack(zip);
        } catch (ZipException | EOFException e) {
            throw JarException.incomplete("is no whole jar: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw JarException.refused("has an entry whose name is no text: " + e.getMessage());
        }
    }

    /** The number in the end record, which is all that is read of a directory of any size. */
    private int declaredEntries(long size) throws IOException, JarException {
        int length = (int) Math.min(size, END_BYTES + COMMENT_BYTES_MAX);
        byte[] tail = new byte[length];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(size - length);
            in.readFully(tail);
        } catch (EOFException e) {
            throw JarException.incomplete("became shorter while it was read");
        }
        for (int at = length - END_BYTES; at >= 0; at--) {
            if (number(tail, at, 4) == END_SIGNATURE) {
                return number(tail, at + ENTRIES_OFFSET, 2);
            }
        }
        throw JarException.incomplete(size == 0 ? "is empty" : "is no whole jar: its directory, which stands at the end, is missing");
    }

    private static int number(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static void checkNames(ZipFile zip) throws JarException {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
            String name = all.nextElement().getName();
            if (isOutside(name)) {
                throw JarException.refused("has an entry outside itself: '" + printable(name) + "'");
            }
        }
    }

    static boolean isOutside(String name) {
        String plain = name.replace('\\', '/');
        boolean absolute = plain.startsWith("/") || plain.length() > 1 && plain.charAt(1) == ':' && Character.isLetter(plain.charAt(0));
        return absolute || ("/" + plain + "/").contains("/../") || plain.indexOf('\0') >= 0;
    }

    private static String printable(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }

    private void unpack(ZipFile zip) throws IOException, JarException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
            ZipEntry entry = all.nextElement();
            CRC32 crc = new CRC32();
            try (InputStream in = zip.getInputStream(entry)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    crc.update(buffer, 0, read);
                    total += read;
                    if (total > limits.unpackedBytesMax()) {
                        throw JarException.refused("is more than " + limits.unpackedBytesMax() + " bytes long when unpacked");
                    }
                }
            }
            if (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
                throw JarException.incomplete("is no whole jar: entry '" + printable(entry.getName()) + "' does not match its checksum");
            }
        }
    }
}
