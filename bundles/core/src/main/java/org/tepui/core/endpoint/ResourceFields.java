package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.resource.ResourceCodec;
import org.tepui.protocol.resource.ResourcesJson;

/** Resources inside documents. */
final class ResourceFields {

    private ResourceFields() {
    }

    /** A sum by name, as the old endpoints show resources. */
    static void res(JsonGenerator json, String name, Resources resources) throws IOException {
        json.writeFieldName(name);
        ResourcesJson.write(json, resources);
    }

    /** Resources of a stored message: they were checked when they came in, so a fault here is ours. */
    static Resources of(List<Resource> stored) {
        return ResourceCodec.fromTrusted(stored);
    }

    static List<Resource> endpointFormat(Resources resources) {
        return ResourceCodec.toProto(resources, ResourceCodec.Format.ENDPOINT);
    }
}
