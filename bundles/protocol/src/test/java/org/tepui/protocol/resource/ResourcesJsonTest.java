package org.tepui.protocol.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.Attribute;
import org.tepui.protocol.mesos.Value;

class ResourcesJsonTest {
    private interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private static String json(Writer writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = ProtoJson.generator(out)) {
            writer.write(json);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** As recorded from /state of a real master. */
    @Test
    void resourcesAreSumsByName() throws Exception {
        assertEquals("{\"disk\":4096.0,\"mem\":1920.0,\"gpus\":0.0,\"cpus\":3.3,\"ports\":\"[31000-32000]\"}",
                json(out -> ResourcesJson.write(out, Resources.parse("cpus:1.3;cpus(a):2;mem:1920;disk:4096;ports:[31000-32000]"))));
        assertEquals("{\"disk\":0.0,\"mem\":0.0,\"gpus\":0.0,\"cpus\":0.0}", json(out -> ResourcesJson.write(out, Resources.EMPTY)));
    }

    @Test
    void otherNamesAndRevocableOnesFollow() throws Exception {
        Resources resources = Resources.parse("ports:[1-2,5-6];nics:{a,b};foo:0.5")
                .plus(Resource.scalar("cpus", 1099511627776.0).withRevocable(true));
        assertEquals("{\"disk\":0.0,\"mem\":0.0,\"gpus\":0.0,\"cpus\":0.0,\"foo\":0.5,\"cpus_revocable\":1099511627776.0,"
                + "\"ports\":\"[1-2, 5-6]\",\"nics\":\"{a, b}\"}", json(out -> ResourcesJson.write(out, resources)));
    }

    @Test
    void attributesKeepTheirOrderAndDoubles() throws Exception {
        assertEquals("{\"rack\":\"r1\",\"level\":2.0,\"ports\":\"[1-2]\",\"rack\":\"r2\"}",
                json(out -> ResourcesJson.write(out, Attributes.parse("rack:r1;level:2;ports:[1-2];rack:r2"))));
    }

    @Test
    void quantitiesHaveOnlyTheNamesThatOccur() throws Exception {
        assertEquals("{\"cpus\":0.001,\"mem\":64.0}", json(out -> ResourcesJson.write(out, Quantities.parse("mem:64;cpus:0.001"))));
    }

    @Test
    void attributesSurviveTheWire() throws Exception {
        Attributes attributes = Attributes.parse("rack:r1;level:2.0001;ports:[1-2]");
        List<Attribute> wire = AttributeCodec.toProto(attributes);
        assertEquals(attributes, AttributeCodec.fromProto(wire));
        assertEquals(2.0001, wire.get(1).getScalar().getValue());
        assertEquals(wire, AttributeCodec.toProto(AttributeCodec.fromProto(wire)));
    }

    @Test
    void attributesWithoutAValueOrWithASetAreRefused() {
        Attribute.Builder bare = Attribute.newBuilder().setName("rack").setType(Value.Type.TEXT);
        assertEquals("Attribute 'rack' is invalid: no value of its type", assertThrows(InvalidResources.class,
                () -> AttributeCodec.fromProto(List.of(bare.build()))).getMessage());
        Attribute.Builder set = Attribute.newBuilder().setName("s").setType(Value.Type.SET);
        set.getSetBuilder().addItem("a");
        assertEquals(ResourceError.ATTRIBUTE_INVALID, assertThrows(InvalidResources.class,
                () -> AttributeCodec.fromProto(List.of(set.build()))).code());
    }
}
