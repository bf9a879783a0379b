package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.tepui.api.resource.ReservationFields;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.mesos.Attribute;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.resource.AttributeCodec;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourceCodec;
import org.tepui.protocol.resource.ResourcesJson;

/** Resources and attributes inside documents. Stored messages were checked when they came in, so a fault in one is ours. */
final class ResourceFields {

    private ResourceFields() {
    }

    /** A sum by name, as the old endpoints show resources. */
    static void res(JsonGenerator json, String name, Resources resources) throws IOException {
        json.writeFieldName(name);
        ResourcesJson.write(json, resources);
    }

    static Resources of(List<Resource> stored) {
        try {
            return ResourceCodec.fromProto(stored);
        } catch (InvalidResources e) {
            throw new IllegalStateException("stored resources are invalid: " + e.getMessage(), e);
        }
    }

    static void attributes(JsonGenerator json, String name, List<Attribute> stored) throws IOException {
        json.writeFieldName(name);
        try {
            ResourcesJson.write(json, AttributeCodec.fromProto(stored));
        } catch (InvalidResources e) {
            throw new IllegalStateException("stored attributes are invalid: " + e.getMessage(), e);
        }
    }

    static List<Resource> endpointFormat(Resources resources) {
        return ResourceCodec.toProto(resources, ReservationFields.Format.ENDPOINT);
    }
}
