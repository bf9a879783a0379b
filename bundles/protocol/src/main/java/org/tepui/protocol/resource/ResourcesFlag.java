package org.tepui.protocol.resource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.Resource;

/** The value of {@code --resources}: the text form {@code cpus:2;mem:1024}, or a JSON array of resources. */
public final class ResourcesFlag {
    private ResourcesFlag() {
    }

    /**
     * Resources without a role of their own get the default role.
     *
     * @throws InvalidResources when neither form can be read, or what is read may not stand in a flag: persistent volumes,
     *     dynamic reservations, revocable resources, one name with two types
     */
    public static Resources parse(String text, String defaultRole) throws InvalidResources {
        if (text.stripLeading().startsWith("[")) {
            return parseJson(text, defaultRole);
        }
        try {
            return Resources.parse(text, defaultRole);
        } catch (ResourceException e) {
            throw new InvalidResources(e.code(), e.getMessage());
        }
    }

    private static Resources parseJson(String text, String defaultRole) throws InvalidResources {
        List<Resource> list;
        try {
            list = ProtoJson.V0.parseList(text.getBytes(StandardCharsets.UTF_8), Resource.getDefaultInstance());
        } catch (ProtocolException e) {
            throw new InvalidResources(ResourceError.TEXT_SYNTAX,
                    "Some JSON resources were not formatted properly: " + e.getMessage());
        }
        Resources resources = Resources.EMPTY;
        for (Resource wire : list) {
            boolean ofNobody = !wire.hasRole() && wire.getReservationsCount() == 0;
            resources = resources.plus(ResourceCodec.fromProto(
                    ofNobody ? wire.toBuilder().setRole(defaultRole).build() : wire));
        }
        try {
            Resources.requireCommandLine(resources);
        } catch (ResourceException e) {
            throw new InvalidResources(e.code(), e.getMessage());
        }
        return resources;
    }
}
