package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text forms of resources: what flags accept, and what messages and logs show. */
final class ResourceText {
    private ResourceText() {
    }

    static String print(Resource resource) {
        StringBuilder text = new StringBuilder(resource.name);
        if (resource.allocationRole != null) {
            text.append("(allocated: ").append(resource.allocationRole).append(')');
        }
        if (!resource.reservations.isEmpty()) {
            text.append("(reservations: [");
            String separator = "";
            for (Reservation reservation : resource.reservations) {
                text.append(separator).append('(').append(reservation).append(')');
                separator = ",";
            }
            text.append("])");
        }
        if (resource.disk != null) {
            text.append('[').append(resource.disk).append(']');
        }
        text.append(resource.revocable ? "{REV}" : "").append(resource.shared ? "<SHARED>" : "");
        return text.append(':').append(resource.value).toString();
    }

    static String print(Resources resources) {
        if (resources.isEmpty()) {
            return "{}";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < resources.size(); i++) {
            text.append(i == 0 ? "" : "; ").append(resources.get(i));
            if (resources.get(i).shared) {
                text.append('<').append(resources.copies(i)).append('>');
            }
        }
        return text.toString();
    }

    /** {@code name:value} or {@code name(role):value}, separated by semicolons. */
    static List<Resource> parse(String text, String defaultRole) {
        List<Resource> parsed = new ArrayList<>();
        for (String token : ValueText.tokens(text, ";")) {
            parsed.add(parseOne(token, defaultRole));
        }
        return parsed;
    }

    private static Resource parseOne(String token, String defaultRole) {
        List<String> pair = ValueText.tokens(token, ":");
        if (pair.size() != 2) {
            throw ValueText.syntax("Bad value for resources, missing or extra ':' in " + token);
        }
        String name = pair.get(0);
        String role = defaultRole;
        int open = name.indexOf('(');
        if (open >= 0) {
            int close = name.indexOf(')');
            if (close < open) {
                throw ValueText.syntax("Bad value for resources, mismatched parentheses in " + token);
            }
            role = name.substring(open + 1, close).strip();
            name = name.substring(0, open);
        }
        return resource(name.strip(), pair.get(1), role);
    }

    private static Resource resource(String name, String text, String role) {
        Value value;
        try {
            value = Value.parse(text);
        } catch (ResourceException e) {
            if (e.code() != ResourceError.TEXT_SYNTAX) {
                throw e;
            }
            throw ValueText.syntax("Failed to parse resource " + name + " value " + text + " error " + e.getMessage());
        }
        if (value.type() == Value.Type.TEXT) {
            throw ResourceException.of(ResourceError.TYPE_UNSUPPORTED,
                    "Bad type for resource " + name + " value " + text + " type TEXT");
        }
        Resource resource = Resource.of(name, value);
        return role.equals(Roles.STAR) ? resource : resource.withReservations(Reservation.ofStatic(role));
    }

    /** What may stand on a command line: nothing that only operations make, one type a name. */
    static void requireCommandLine(Iterable<Resource> resources) {
        Map<String, Value.Type> types = new HashMap<>();
        for (Resource resource : resources) {
            if (resource.isPersistentVolume()) {
                throw ResourceException.of(ResourceError.OPERATION_UNSUPPORTED,
                        "Persistent volumes cannot be specified at the command line");
            }
            if (resource.isRevocable()) {
                throw ResourceException.of(ResourceError.OPERATION_UNSUPPORTED, "Revocable resources cannot be specified"
                        + " at the command line; do not include a 'revocable' key in the resources JSON");
            }
            if (resource.isDynamicallyReserved()) {
                throw ResourceException.of(ResourceError.OPERATION_UNSUPPORTED, "Dynamic reservations cannot be specified"
                        + " at the command line; do not include a reservation with DYNAMIC type in the resources JSON");
            }
            Value.Type known = types.putIfAbsent(resource.name, resource.type());
            if (known != null && known != resource.type()) {
                throw ResourceException.of(ResourceError.TYPE_CONFLICT, "Resources with the same name ('"
                        + resource.name + "') but different types are not allowed");
            }
        }
    }
}
