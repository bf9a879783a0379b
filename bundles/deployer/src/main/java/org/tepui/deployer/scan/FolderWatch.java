package org.tepui.deployer.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What changes in a folder. A file is told once its size and time are the same in two looks; at the first look also when it has not been
 * written to for a while. Not safe for several threads.
 */
public final class FolderWatch {

    /** A file as old as this at the first look is not being written. */
    private static final long OLD_MS = 2_000;

    private final Listing listing;
    private final Function<String, Sort> sort;
    private final Map<String, Stamp> seen = new TreeMap<>();
    private final SortedSet<String> told = new TreeSet<>();
    private boolean first = true;
    private String fault = "";

    /** What a name is to this folder. */
    public enum Sort { WANTED, STRANGE, SILENT }

    /**
     * What one look finds.
     *
     * @param stable files to be read now, by name
     * @param gone files told as stable before
     * @param lines what is nothing for this folder, by name; each once for as long as it stays
     * @param fault why the folder cannot be read, when that is news
     */
    public record Look(SortedMap<String, Stamp> stable, List<String> gone, SortedMap<String, String> lines, String fault) {
    }

    public FolderWatch(Listing listing, Function<String, Sort> sort) {
        this.listing = listing;
        this.sort = sort;
    }

    /** Whether there are files that are not stable yet. */
    public boolean isWaiting() {
        return seen.keySet().stream().anyMatch(name -> sort.apply(name) == Sort.WANTED && !told.contains(name));
    }

    /** Tells the file again at the next look, if it is still there. */
    public void again(String name) {
        told.remove(name);
    }

    /** @param wallMs milliseconds since 1970, to compare with the times of files */
    public Look look(long wallMs) {
        SortedMap<String, Stamp> now;
        try {
            now = listing.read();
        } catch (IOException e) {
            // What is deployed stays: a folder that cannot be read for a moment is not an empty one.
            String line = String.valueOf(e);
            boolean news = !line.equals(fault);
            fault = line;
            first = false;
            return new Look(new TreeMap<>(), List.of(), new TreeMap<>(), news ? line : "");
        }
        fault = "";
        SortedMap<String, Stamp> stable = new TreeMap<>();
        SortedMap<String, String> lines = new TreeMap<>();
        now.forEach((name, stamp) -> {
            boolean same = stamp.equals(seen.get(name));
            if (!same) {
                told.remove(name);
            }
            if (!told.contains(name) && (same || first && wallMs - stamp.modifiedMs() > OLD_MS)) {
                String line = strange(name, stamp);
                if (!line.isEmpty()) {
                    lines.put(name, line);
                } else if (sort.apply(name) == Sort.WANTED) {
                    stable.put(name, stamp);
                }
                told.add(name);
            }
        });
        List<String> gone = gone(now);
        seen.putAll(now);
        first = false;
        return new Look(stable, gone, lines, "");
    }

    private List<String> gone(SortedMap<String, Stamp> now) {
        List<String> gone = new ArrayList<>();
        for (String name : List.copyOf(seen.keySet())) {
            if (!now.containsKey(name)) {
                seen.remove(name);
                told.remove(name);
                gone.add(name);
            }
        }
        return gone;
    }

    private String strange(String name, Stamp stamp) {
        Sort is = sort.apply(name);
        if (is == Sort.SILENT) {
            return "";
        }
        return switch (stamp.kind()) {
            case FOLDER -> "is a folder; folders are not looked into";
            case DANGLING -> "is a link to nowhere";
            case SPECIAL -> "is no ordinary file";
            case UNREADABLE -> "cannot be read by this user";
            case FILE -> is == Sort.STRANGE ? "is nothing that is read here" : "";
        };
    }
}
