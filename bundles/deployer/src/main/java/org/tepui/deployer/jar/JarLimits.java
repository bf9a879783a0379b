package org.tepui.deployer.jar;

/**
 * What a jar may cost to open.
 *
 * @param bytesMax of the file
 * @param entriesMax files and folders in it
 * @param unpackedBytesMax of all entries together
 * @param manifestBytesMax of the manifest
 */
public record JarLimits(long bytesMax, int entriesMax, long unpackedBytesMax, int manifestBytesMax) {

    /** Well above any bundle that was seen; below what would hurt a master. */
    public static JarLimits standard() {
        return new JarLimits(256L << 20, 50_000, 1L << 30, 1 << 20);
    }
}
