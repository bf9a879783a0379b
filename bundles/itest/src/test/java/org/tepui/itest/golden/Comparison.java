package org.tepui.itest.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Deep comparison of a recorded tree with one of this run; what a run decides by itself (times, builds) is not compared. */
final class Comparison {

    /** There on both sides, whatever the value is. */
    private static final Set<String> FREE = Set.of("version", "start_time", "elected_time", "registered_time", "reregistered_time",
            "timestamp", "build_date", "build_time", "build_user");
    /** On neither side. */
    private static final Set<String> DROPPED = Set.of("git_sha", "git_branch", "git_tag", "executor_pid");
    private static final int SHORT = 160;
    private static final double EPSILON = 1e-6;

    private final UnaryOperator<String> places;
    private final Map<Integer, Integer> ports;
    private final List<String> out = new ArrayList<>();
    private final Ids ids;

    private Comparison(UnaryOperator<String> places, Map<Integer, Integer> ports, Ids ids) {
        this.places = places;
        this.ports = ports;
        this.ids = ids;
    }

    /** @return the differences; without any the ids are learnt */
    static List<String> equal(JsonNode recorded, JsonNode live, Ids ids, UnaryOperator<String> places, Map<Integer, Integer> ports) {
        Ids trial = ids.copy();
        Comparison comparison = new Comparison(places, ports, trial);
        comparison.node("", recorded, live);
        if (comparison.out.isEmpty()) {
            ids.take(trial);
        }
        return comparison.out;
    }

    private void node(String path, JsonNode recorded, JsonNode live) {
        String key = path.substring(path.lastIndexOf('/') + 1);
        if (recorded.isObject() && live.isObject()) {
            object(path, recorded, live);
        } else if (recorded.isArray() && live.isArray() && recorded.size() == live.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                node(path + "/" + i, recorded.get(i), live.get(i));
            }
        } else if (recorded.isNumber() && live.isNumber()) {
            number(path, key, recorded.asDouble(), live.asDouble());
        } else if (recorded.isTextual() && live.isTextual()) {
            if (!FREE.contains(key) && !text(recorded.asText(), live.asText())) {
                differ(path, recorded, live);
            }
        } else if (!recorded.equals(live)) {
            differ(path, recorded, live);
        }
    }

    private void number(String path, String key, double recorded, double live) {
        double want = key.equals("port") ? ports.getOrDefault((int) recorded, (int) recorded) : recorded;
        boolean free = FREE.contains(key) || path.contains("_time/") || path.contains("timestamp/");
        if (!free && Math.abs(want - live) > EPSILON * Math.max(1, Math.abs(want))) {
            out.add(path + ": recorded " + recorded + ", now " + live);
        }
    }

    private void object(String path, JsonNode recorded, JsonNode live) {
        Set<String> names = new TreeSet<>();
        recorded.fieldNames().forEachRemaining(names::add);
        live.fieldNames().forEachRemaining(names::add);
        for (Iterator<String> each = names.iterator(); each.hasNext();) {
            String name = each.next();
            if (DROPPED.contains(name)) {
                continue;
            }
            if (!recorded.has(name) || !live.has(name)) {
                differ(path + "/" + name, recorded.path(name), live.path(name));
            } else {
                node(path + "/" + name, recorded.get(name), live.get(name));
            }
        }
    }

    private boolean text(String recorded, String live) {
        String want = places.apply(recorded);
        Matcher ours = Ids.ID.matcher(want);
        Matcher theirs = Ids.ID.matcher(live);
        while (ours.find()) {
            if (!theirs.find() || !ids.same(ours.group(), theirs.group())) {
                return false;
            }
        }
        return mask(want).equals(mask(live));
    }

    private static String mask(String text) {
        return Ids.DATE.matcher(Ids.ID.matcher(text).replaceAll("ID")).replaceAll("DATE");
    }

    private void differ(String path, JsonNode recorded, JsonNode live) {
        out.add(path + ": recorded " + brief(recorded) + ", now " + brief(live));
    }

    static String brief(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "...";
    }
}
