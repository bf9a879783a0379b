package org.tepui.flags;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The flags of one program, sorted by name, and the prefix of their environment variables. */
public final class FlagTable {
    private final String envPrefix;
    private final SortedMap<String, Flag<?>> byName;
    private final SortedMap<String, Flag<?>> byAnyName;

    private FlagTable(Builder builder) {
        this.envPrefix = builder.envPrefix;
        SortedMap<String, Flag<?>> names = new TreeMap<>();
        SortedMap<String, Flag<?>> anyNames = new TreeMap<>();
        for (Flag<?> flag : builder.flags) {
            names.put(flag.name(), flag);
            List<String> all = new ArrayList<>(flag.aliases());
            all.add(flag.name());
            for (String name : all) {
                if (anyNames.put(name, flag) != null) {
                    throw new IllegalArgumentException("two flags have the name " + name);
                }
            }
        }
        this.byName = Collections.unmodifiableSortedMap(names);
        this.byAnyName = Collections.unmodifiableSortedMap(anyNames);
    }

    /** Begins a table whose flags may also be given as {@code PREFIX + NAME} in the environment. */
    public static Builder builder(String envPrefix) {
        return new Builder(envPrefix);
    }

    /** All flags in the order of their names. */
    public Collection<Flag<?>> flags() {
        return byName.values();
    }

    /** The flag of this name or alias. */
    public Optional<Flag<?>> find(String name) {
        return Optional.ofNullable(byAnyName.get(name));
    }

    /** All names and aliases, sorted. */
    public Collection<String> names() {
        return byAnyName.keySet();
    }

    public String envPrefix() {
        return envPrefix;
    }

    /** Collects flags. */
    public static final class Builder {
        private final String envPrefix;
        private final List<Flag<?>> flags = new ArrayList<>();

        private Builder(String envPrefix) {
            this.envPrefix = envPrefix;
        }

        /** Adds a flag and hands it back, so that a constant can be defined and entered in one go. */
        public <T> Flag<T> add(Flag.Spec<T> spec) {
            return add(spec.build());
        }

        public <T> Flag<T> add(Flag<T> flag) {
            flags.add(flag);
            return flag;
        }

        public Builder addAll(Collection<? extends Flag<?>> more) {
            flags.addAll(more);
            return this;
        }

        /** @throws IllegalArgumentException when two flags share a name */
        public FlagTable build() {
            return new FlagTable(this);
        }
    }
}
