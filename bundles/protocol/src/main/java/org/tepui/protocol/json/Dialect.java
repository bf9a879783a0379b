package org.tepui.protocol.json;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** How the same messages are spelled and what is shown of them in the two versions of the API. */
enum Dialect {
    V0 {
        @Override
        String field(String name) {
            return name;
        }

        @Override
        String enumValue(String name) {
            return name;
        }

        @Override
        boolean has(FieldDescriptor field) {
            return true;
        }

        @Override
        boolean alwaysShown(FieldDescriptor field) {
            return hasLivingDefault(field);
        }

        @Override
        boolean isDuration(FieldDescriptor field) {
            return false;
        }
    },
    V1 {
        @Override
        String field(String name) {
            return name.replace("slave", "agent");
        }

        @Override
        String enumValue(String name) {
            return name.replace("SLAVE", "AGENT");
        }

        @Override
        boolean has(FieldDescriptor field) {
            return switch (field.getFullName()) {
                case "mesos.SlaveInfo.checkpoint", "mesos.scheduler.Call.Subscribe.force" -> false;
                default -> true;
            };
        }

        @Override
        boolean alwaysShown(FieldDescriptor field) {
            return hasLivingDefault(field) && !field.getFullName().equals("mesos.quota.QuotaRequest.force");
        }

        @Override
        boolean isDuration(FieldDescriptor field) {
            return field.getFullName().equals("mesos.master.Call.DrainAgent.max_grace_period");
        }
    };

    abstract String field(String name);

    abstract String enumValue(String name);

    /** Whether this version knows the field at all. */
    abstract boolean has(FieldDescriptor field);

    /** Whether the field is printed with its default when it is not set. */
    abstract boolean alwaysShown(FieldDescriptor field);

    /** Whether the field, a DurationInfo inside, is a google.protobuf.Duration outside. */
    abstract boolean isDuration(FieldDescriptor field);

    private static boolean hasLivingDefault(FieldDescriptor field) {
        return field.hasDefaultValue() && !field.getOptions().getDeprecated();
    }
}
