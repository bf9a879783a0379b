package org.tepui.authorizer.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads {@code mesos.ACLs} in their JSON form. A name that is no list is refused, unlike in Mesos: a rule with a slip in its name would
 * not guard what it was written for.
 */
final class AclsReader {

    /** Longest text, in characters; most entries in all lists, values of one entity. */
    static final int TEXT_MAX = 16 * 1024 * 1024;
    private static final List<String> PATHS = List.of("/containers", "/containerizer/debug", "/files/debug", "/logging/toggle",
            "/metrics/snapshot", "/monitor/statistics");
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonParser json;

    private AclsReader(JsonParser json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException one line that says what is wrong, where, and what may stand there */
    static Acls read(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the ACLs are empty; for no rules write {}");
        }
        if (text.length() > TEXT_MAX) {
            throw new IllegalArgumentException("the ACLs have " + text.length() + " characters; at most " + TEXT_MAX + " are read");
        }
        try (JsonParser parser = JSON.createParser(text)) {
            Acls acls = new AclsReader(parser).acls();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the ACLs go on behind their end at line " + parser.currentLocation().getLineNr());
            }
            return acls;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the ACLs are no valid JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage().replace('\n', ' '), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the ACLs can't be read: " + e.getMessage(), e);
        }
    }

    private Acls acls() throws IOException {
        boolean permissive = true;
        SortedMap<String, List<Rule>> lists = new TreeMap<>();
        json.nextToken();
        expect(JsonToken.START_OBJECT, "the ACLs", "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("permissive")) {
                if (!json.currentToken().isBoolean()) {
                    throw wrong("permissive", "true or false");
                }
                permissive = json.getBooleanValue();
            } else {
                lists.put(field, list(AclList.of(field).orElseThrow(() -> unknown(field))));
            }
        }
        return new Acls(permissive, lists);
    }

    private static IllegalArgumentException unknown(String field) {
        SortedSet<String> near = AclList.near(field);
        return new IllegalArgumentException("there is no ACL '" + field + "'"
                + (near.isEmpty() ? "" : "; near are: " + String.join(", ", near)));
    }

    private List<Rule> list(AclList list) throws IOException {
        List<Rule> rules = new ArrayList<>();
        expect(JsonToken.START_ARRAY, list.field(), "a list");
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            rules.addAll(entry(list, list.field() + "[" + i + "]"));
        }
        return rules;
    }

    private List<Rule> entry(AclList list, String where) throws IOException {
        Optional<Entity> subjects = Optional.empty();
        Optional<Entity> objects = Optional.empty();
        expect(JsonToken.START_OBJECT, where, "an object with 'principals' and '" + list.objectField() + "'");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("principals")) {
                subjects = Optional.of(entity(where + ".principals"));
            } else if (field.equals(list.objectField())) {
                objects = Optional.of(entity(where + "." + field));
            } else {
                throw new IllegalArgumentException(where + " has a field '" + field + "'; known are 'principals' and '"
                        + list.objectField() + "'");
            }
        }
        if (subjects.isEmpty() || objects.isEmpty()) {
            throw new IllegalArgumentException(where + " has no '" + (subjects.isEmpty() ? "principals" : list.objectField()) + "'");
        }
        check(list, objects.get(), where + "." + list.objectField());
        return list.objects() == AclList.Objects.ROLES ? Rule.ofRoles(subjects.get(), objects.get())
                : List.of(new Rule(subjects.get(), objects.get(), null));
    }

    private Entity entity(String where) throws IOException {
        Entity.Type type = Entity.Type.SOME;
        SortedSet<String> values = new TreeSet<>();
        expect(JsonToken.START_OBJECT, where, "an object with 'type' or 'values'");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("type")) {
                type = type(where);
            } else if (field.equals("values")) {
                values(where, values);
            } else {
                throw new IllegalArgumentException(where + " has a field '" + field + "'; known are 'type' and 'values'");
            }
        }
        return new Entity(type, values);
    }

    private Entity.Type type(String where) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            for (Entity.Type type : Entity.Type.values()) {
                if (type.name().equals(json.getText())) {
                    return type;
                }
            }
        }
        throw wrong(where + ".type", "ANY, NONE or SOME");
    }

    private void values(String where, SortedSet<String> values) throws IOException {
        expect(JsonToken.START_ARRAY, where + ".values", "a list of texts");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.VALUE_STRING, where + ".values", "a list of texts");
            values.add(json.getText());
        }
    }

    private static void check(AclList list, Entity objects, String where) {
        if (list.objects() == AclList.Objects.ANY_OR_NONE && objects.type() == Entity.Type.SOME) {
            throw new IllegalArgumentException(where + " names some; it can only be of type ANY or NONE");
        }
        if (list.objects() == AclList.Objects.PATHS) {
            for (String path : objects.values()) {
                if (!PATHS.contains(path)) {
                    throw new IllegalArgumentException(where + " names '" + path + "'; access rules are for "
                            + String.join(", ", PATHS));
                }
            }
        }
    }

    private void expect(JsonToken token, String where, String form) throws IOException {
        if (json.currentToken() != token) {
            throw wrong(where, form);
        }
    }

    private static IllegalArgumentException wrong(String where, String form) {
        return new IllegalArgumentException(where + " must be " + form);
    }
}
