package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {
    @Test
    void goodNames() {
        for (String role : List.of("*", "a", "a/b/c", "a.b", "a*", "...", "a-b", "é")) {
            assertTrue(Roles.isValid(role), role);
        }
    }

    @Test
    void eachBadNameHasItsText() {
        String[][] table = {
            {"", "Role names cannot be the empty string"},
            {"/a", "Role '/a' cannot start with a slash"},
            {"/", "Role '/' cannot start with a slash"},
            {"a/", "Role 'a/' cannot end with a slash"},
            {"a//b", "Role 'a//b' cannot contain two adjacent slashes"},
            {"a/.", "Role 'a/.' cannot include '.' as a component"},
            {"../a", "Role '../a' cannot include '..' as a component"},
            {"a/*", "Role 'a/*' cannot include '*' as a component"},
            {"-a", "Role component '-a' is invalid because it starts with a dash"},
            {"a/-b", "Role component '-b' is invalid because it starts with a dash"},
            {"a b", "Role component 'a b' is invalid because it contains backspace or whitespace"},
            {"a/b\t", "Role component 'b\t' is invalid because it contains backspace or whitespace"},
            {"\u007f", "Role component '\u007f' is invalid because it contains backspace or whitespace"},
        };
        for (String[] row : table) {
            ResourceException error = assertThrows(ResourceException.class, () -> Roles.validate(row[0]));
            assertEquals(row[1], error.getMessage());
            assertEquals(ResourceError.ROLE_INVALID, error.code());
        }
    }

    @Test
    void theTree() {
        assertTrue(Roles.isStrictSubroleOf("a/b", "a"));
        assertFalse(Roles.isStrictSubroleOf("a", "a"));
        assertFalse(Roles.isStrictSubroleOf("ab", "a"));
        assertFalse(Roles.isStrictSubroleOf("a", "a/b"));
        assertTrue(Roles.isInSubtree("a", "a"));
        assertEquals(List.of("a/b", "a"), Roles.ancestors("a/b/c"));
        assertEquals(List.of(), Roles.ancestors("a"));
    }
}
