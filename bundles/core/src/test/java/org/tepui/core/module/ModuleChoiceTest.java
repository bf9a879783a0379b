package org.tepui.core.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tepui.api.module.ModuleKind;

class ModuleChoiceTest {

    private static ModuleChoice parsed(Map<String, Object> values) {
        return ModuleChoice.parse("conf/x.cfg", values);
    }

    private static String refused(Map<String, Object> values) {
        return assertThrows(IllegalArgumentException.class, () -> parsed(values)).getMessage();
    }

    @Test
    void keysAreKindsAndValuesAreNamesInOrder() {
        assertEquals(Map.of(ModuleKind.ALLOCATOR, List.of("binpack"), ModuleKind.HTTP_AUTHENTICATOR, List.of("corp", "basic"),
                ModuleKind.HOOK, List.of("b", "a")), parsed(Map.of("allocator", "binpack", "http_authenticators", " corp , basic",
                        "hooks", new String[] {"b", "a"}, "service.pid", "org.tepui.modules", "tepui.conf.file", "x.cfg")).names());
        assertEquals(ModuleChoice.none("conf/x.cfg"), parsed(Map.of()));
    }

    @Test
    void whatIsNotUnderstoodRefusesAllOfIt() {
        assertEquals("has a key 'alocator'; known are: allocator, authenticators, authorizer, firewall_rules, hooks, http_authenticators",
                refused(Map.of("alocator", "binpack", "allocator", "binpack")));
        assertEquals("names nobody for authorizer; take the key out to go back to the flags", refused(Map.of("authorizer", " ")));
        assertEquals("names nobody for hooks; take the key out to go back to the flags", refused(Map.of("hooks", new String[0])));
        assertEquals("gives allocator no text", refused(Map.of("allocator", 3L)));
    }
}
