package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.List;

/** Rules for role names: {@code *}, or components separated by {@code /}. */
public final class Roles {
    /** The default role; resources of it are unreserved. */
    public static final String STAR = "*";

    private Roles() {
    }

    /** Whether {@code left} lies strictly below {@code right}: {@code a/b} below {@code a}. */
    public static boolean isStrictSubroleOf(String left, String right) {
        return left.length() > right.length() && left.charAt(right.length()) == '/' && left.startsWith(right);
    }

    /** Whether the role is the other one or lies below it. */
    public static boolean isInSubtree(String role, String root) {
        return role.equals(root) || isStrictSubroleOf(role, root);
    }

    /** Roles above, nearest first: {@code a/b/c} gives {@code a/b}, {@code a}. */
    public static List<String> ancestors(String role) {
        List<String> above = new ArrayList<>();
        for (int slash = role.lastIndexOf('/'); slash >= 0; slash = role.lastIndexOf('/', slash - 1)) {
            above.add(role.substring(0, slash));
        }
        return above;
    }

    /** @throws ResourceException ROLE_INVALID with the text a peer gets */
    public static void validate(String role) {
        String error = error(role);
        if (error != null) {
            throw ResourceException.of(ResourceError.ROLE_INVALID, error);
        }
    }

    public static boolean isValid(String role) {
        return error(role) == null;
    }

    private static String error(String role) {
        if (role.equals(STAR)) {
            return null;
        }
        if (role.startsWith("/")) {
            return "Role '" + role + "' cannot start with a slash";
        }
        if (role.endsWith("/")) {
            return "Role '" + role + "' cannot end with a slash";
        }
        if (role.contains("//")) {
            return "Role '" + role + "' cannot contain two adjacent slashes";
        }
        if (role.isEmpty()) {
            return "Role names cannot be the empty string";
        }
        for (String component : role.split("/")) {
            String error = componentError(role, component);
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    private static String componentError(String role, String component) {
        if (component.equals(".") || component.equals("..") || component.equals(STAR)) {
            return "Role '" + role + "' cannot include '" + component + "' as a component";
        }
        if (component.startsWith("-")) {
            return "Role component '" + component + "' is invalid because it starts with a dash";
        }
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (c >= 0x09 && c <= 0x0d || c == 0x20 || c == 0x7f) {
                return "Role component '" + component + "' is invalid because it contains backspace or whitespace";
            }
        }
        return null;
    }
}
