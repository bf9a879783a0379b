package org.tepui.protocol.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.tepui.api.resource.Attribute;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.ResourceSums;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.Value;
import org.tepui.protocol.json.ProtoJson;

/** The JSON objects in which {@code /state} and its kin show resources, attributes and quantities. */
public final class ResourcesJson {
    private ResourcesJson() {
    }

    /** An object of sums by name: {@code {"disk":1.0,"mem":2.0,"gpus":0.0,"cpus":0.5,"ports":"[1-2]"}}. */
    public static void write(JsonGenerator json, Resources resources) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Value> sum : ResourceSums.of(resources).values().entrySet()) {
            json.writeFieldName(sum.getKey());
            writeValue(json, sum.getValue());
        }
        json.writeEndObject();
    }

    /** An object with one key an attribute; equal names give the key twice. */
    public static void write(JsonGenerator json, Attributes attributes) throws IOException {
        json.writeStartObject();
        for (Attribute attribute : attributes) {
            json.writeFieldName(attribute.name());
            writeValue(json, attribute.value());
        }
        json.writeEndObject();
    }

    /** An object of the names that occur. */
    public static void write(JsonGenerator json, Quantities quantities) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < quantities.size(); i++) {
            json.writeFieldName(quantities.name(i));
            ProtoJson.writeDouble(json, ScalarValue.toDouble(quantities.thousandths(i)));
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Value value) throws IOException {
        if (value instanceof ScalarValue scalar) {
            ProtoJson.writeDouble(json, scalar.doubleValue());
        } else {
            json.writeString(value.toString());
        }
    }
}
