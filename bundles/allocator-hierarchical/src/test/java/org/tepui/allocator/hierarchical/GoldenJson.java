package org.tepui.allocator.hierarchical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.resource.Attribute;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.DiskInfo;
import org.tepui.api.resource.DiskPersistence;
import org.tepui.api.resource.DiskSource;
import org.tepui.api.resource.DiskVolume;
import org.tepui.api.resource.Label;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.RangesValue;
import org.tepui.api.resource.Reservation;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.SetValue;
import org.tepui.api.resource.Value;

/** The JSON of recorded scenarios, as far as they need it. */
final class GoldenJson {

    private GoldenJson() {
    }

    static Resources resources(JsonNode res) {
        List<Resource> list = new ArrayList<>();
        JsonNode array = res.has("resources") ? res.get("resources") : res;
        array.forEach(node -> list.add(resource(node)));
        return Resources.of(list);
    }

    private static Resource resource(JsonNode node) {
        Resource resource = Resource.of(node.get("name").asText(), value(node));
        List<Reservation> reservations = new ArrayList<>();
        for (JsonNode one : node.path("reservations")) {
            reservations.add(Reservation.of(Reservation.Type.valueOf(one.get("type").asText()), one.get("role").asText(),
                    text(one.path("principal")), one.has("labels") ? labels(one.get("labels")) : null));
        }
        resource = resource.withReservations(reservations);
        if (node.has("disk")) {
            resource = resource.withDisk(disk(node.get("disk")));
        }
        return resource.withRevocable(node.has("revocable")).withShared(node.has("shared"))
                .withAllocationRole(text(node.path("allocation_info").path("role"))).withProviderId(text(node.path("provider_id").path("value")));
    }

    private static Value value(JsonNode node) {
        if (node.has("scalar")) {
            return ScalarValue.of(node.get("scalar").get("value").asDouble());
        }
        if (node.has("ranges")) {
            List<Long> pairs = new ArrayList<>();
            for (JsonNode range : node.get("ranges").get("range")) {
                pairs.add(range.get("begin").asLong());
                pairs.add(range.get("end").asLong());
            }
            return RangesValue.of(pairs.stream().mapToLong(Long::longValue).toArray());
        }
        List<String> items = new ArrayList<>();
        node.get("set").get("item").forEach(item -> items.add(item.asText()));
        return SetValue.of(items);
    }

    private static DiskInfo disk(JsonNode node) {
        JsonNode persistence = node.path("persistence");
        JsonNode volume = node.path("volume");
        JsonNode source = node.path("source");
        return DiskInfo.of(
                persistence.isMissingNode() ? null : DiskPersistence.of(persistence.get("id").asText(), text(persistence.path("principal"))),
                volume.isMissingNode() ? null : DiskVolume.of(DiskVolume.Mode.valueOf(volume.get("mode").asText()),
                        volume.get("container_path").asText()),
                source.isMissingNode() ? null : source(source));
    }

    private static DiskSource source(JsonNode node) {
        DiskSource source = DiskSource.of(DiskSource.Type.valueOf(node.get("type").asText()));
        source = node.has("mount") ? source.withMount(text(node.get("mount").path("root"))) : source;
        source = node.has("path") ? source.withPath(text(node.get("path").path("root"))) : source;
        return source.withVendor(text(node.path("vendor"))).withId(text(node.path("id"))).withProfile(text(node.path("profile")));
    }

    private static Labels labels(JsonNode node) {
        List<Label> labels = new ArrayList<>();
        node.path("labels").forEach(label -> labels.add(Label.of(label.get("key").asText(), text(label.path("value")))));
        return Labels.of(labels);
    }

    static Attributes attributes(JsonNode info) {
        List<Attribute> attributes = new ArrayList<>();
        for (JsonNode node : info.path("attributes")) {
            Value value = node.has("text") ? Value.parse(node.get("text").get("value").asText()) : value(node);
            attributes.add(Attribute.of(node.get("name").asText(), value));
        }
        return Attributes.of(attributes);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    static List<String> roles(JsonNode info) {
        return info.has("roles") ? texts(info.get("roles")) : List.of(info.path("role").asText("*"));
    }

    /** The facts of a framework, roles as ids in ascending order. */
    static FrameworkFacts framework(JsonNode info, boolean active, TreeMap<Integer, String> roles, List<Integer> suppressed) {
        List<String> capabilities = new ArrayList<>();
        info.path("capabilities").forEach(capability -> capabilities.add(capability.get("type").asText()));
        List<List<Quantities>> minimums = new ArrayList<>();
        for (String role : roles.values()) {
            minimums.add(minimum(info.path("offer_filters").path(role).path("min_allocatable_resources")));
        }
        return new FrameworkFacts(info.get("id").get("value").asText(), active, List.copyOf(roles.keySet()), suppressed,
                capabilities.contains("MULTI_ROLE"), capabilities.contains("GPU_RESOURCES"), capabilities.contains("SHARED_RESOURCES"),
                capabilities.contains("REVOCABLE_RESOURCES"), capabilities.contains("RESERVATION_REFINEMENT"),
                capabilities.contains("REGION_AWARE"), minimums);
    }

    private static List<Quantities> minimum(JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        List<Quantities> alternatives = new ArrayList<>();
        for (JsonNode one : node.path("quantities")) {
            Map<String, Long> amounts = new TreeMap<>();
            one.path("quantities").fields().forEachRemaining(entry -> amounts.put(entry.getKey(),
                    ScalarValue.toThousandths(entry.getValue().get("value").asDouble())));
            alternatives.add(Quantities.ofThousandths(amounts));
        }
        return alternatives;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }
}
