package org.tepui.core.module;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleProperties;

/**
 * Names of modules by kind, as a file of {@code conf/} chooses them over the flags. Immutable.
 *
 * @param source who says so in records, such as {@code conf/org.tepui.modules.cfg}
 */
public record ModuleChoice(String source, Map<ModuleKind, List<String>> names) {

    /** Keys, spelled as the flags of the same meaning are. */
    private static final Map<String, ModuleKind> KEYS = new TreeMap<>(Map.of("allocator", ModuleKind.ALLOCATOR,
            "authorizer", ModuleKind.AUTHORIZER, "authenticators", ModuleKind.AUTHENTICATOR, "http_authenticators",
            ModuleKind.HTTP_AUTHENTICATOR, "hooks", ModuleKind.HOOK, "firewall_rules", ModuleKind.FIREWALL_RULE));

    public ModuleChoice {
        names = Collections.unmodifiableMap(names.isEmpty() ? new EnumMap<>(ModuleKind.class) : new EnumMap<>(names));
    }

    /** The flags alone choose. */
    public static ModuleChoice none(String source) {
        return new ModuleChoice(source, Map.of());
    }

    /**
     * @param values of the configuration: text with commas, or arrays of text
     * @throws IllegalArgumentException one line, without the file's name: nothing of it must be used
     */
    public static ModuleChoice parse(String source, Map<String, Object> values) {
        Map<ModuleKind, List<String>> names = new EnumMap<>(ModuleKind.class);
        new TreeMap<>(values).forEach((key, value) -> {
            if (key.startsWith("service.") || key.equals(ModuleProperties.CONF_FILE)) {
                return;
            }
            ModuleKind kind = KEYS.get(key);
            if (kind == null) {
                throw new IllegalArgumentException("has a key '" + key + "'; known are: " + String.join(", ", KEYS.keySet()));
            }
            List<String> given = names(key, value);
            if (given.isEmpty()) {
                throw new IllegalArgumentException("names nobody for " + key + "; take the key out to go back to the flags");
            }
            names.put(kind, given);
        });
        return new ModuleChoice(source, names);
    }

    private static List<String> names(String key, Object value) {
        Collection<?> parts;
        if (value instanceof String text) {
            parts = Arrays.asList(text.split(","));
        } else if (value instanceof Object[] array) {
            parts = Arrays.asList(array);
        } else if (value instanceof Collection<?> several) {
            parts = several;
        } else {
            throw new IllegalArgumentException("gives " + key + " no text");
        }
        return parts.stream().map(part -> String.valueOf(part).strip()).filter(name -> !name.isEmpty()).toList();
    }

    Optional<List<String>> of(ModuleKind kind) {
        return Optional.ofNullable(names.get(kind));
    }
}
