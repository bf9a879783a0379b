package org.tepui.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.DurationInfo;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Label;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.master.Call;
import org.tepui.protocol.mesos.master.Response;
import org.tepui.protocol.mesos.quota.QuotaConfig;
import org.tepui.protocol.mesos.quota.QuotaRequest;

class ProtoJsonPrintTest {

    private static String v0(Message message) {
        return new String(ProtoJson.V0.print(message), StandardCharsets.UTF_8);
    }

    private static String v1(Message message) {
        return new String(ProtoJson.V1.print(message), StandardCharsets.UTF_8);
    }

    @Test
    void keysComeInTheOrderOfDeclarationNotOfNumbers() {
        // source is declared between state and slave_id, its number is 9
        TaskStatus status = TaskStatus.newBuilder().setTaskId(TaskID.newBuilder().setValue("t")).setState(TaskState.TASK_LOST)
                .setSlaveId(SlaveID.newBuilder().setValue("s")).setMessage("m").setSource(TaskStatus.Source.SOURCE_SLAVE)
                .setReason(TaskStatus.Reason.REASON_SLAVE_REMOVED).setTimestamp(1).setUuid(ByteString.copyFromUtf8("??>")).buildPartial();
        assertEquals("{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"message\":\"m\",\"source\":\"SOURCE_SLAVE\","
                + "\"reason\":\"REASON_SLAVE_REMOVED\",\"slave_id\":{\"value\":\"s\"},\"timestamp\":1.0,\"uuid\":\"Pz8+\"}", v0(status));
        assertEquals("{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"message\":\"m\",\"source\":\"SOURCE_AGENT\","
                + "\"reason\":\"REASON_AGENT_REMOVED\",\"agent_id\":{\"value\":\"s\"},\"timestamp\":1.0,\"uuid\":\"Pz8+\"}", v1(status));
    }

    @Test
    void explicitDefaultsAreShownUnlessDeprecated() {
        FrameworkInfo info = FrameworkInfo.newBuilder().setUser("u").setName("n").build();
        assertEquals("{\"user\":\"u\",\"name\":\"n\",\"failover_timeout\":0.0,\"checkpoint\":false}", v0(info));
        assertEquals("{\"shell\":true}", v0(CommandInfo.getDefaultInstance()));
    }

    @Test
    void aDeprecatedFieldThatIsSetIsShown() {
        FrameworkInfo info = FrameworkInfo.newBuilder().setUser("u").setName("n").setRole("r").build();
        assertEquals("{\"user\":\"u\",\"name\":\"n\",\"failover_timeout\":0.0,\"checkpoint\":false,\"role\":\"r\"}", v0(info));
    }

    @Test
    void v1LeavesOutTheFieldsAndDefaultsItDoesNotHave() {
        SlaveInfo agent = SlaveInfo.newBuilder().setHostname("h").setCheckpoint(true).build();
        assertEquals("{\"hostname\":\"h\",\"port\":5051,\"checkpoint\":true}", v0(agent));
        assertEquals("{\"hostname\":\"h\",\"port\":5051}", v1(agent));
        assertEquals("{\"hostname\":\"h\",\"port\":5051,\"checkpoint\":true}", new String(ProtoJson.V1_VIEW.print(agent), StandardCharsets.UTF_8));
        assertEquals("{\"force\":false}", v0(QuotaRequest.getDefaultInstance()));
        assertEquals("{}", v1(QuotaRequest.getDefaultInstance()));
    }

    @Test
    void theLargeReadsShowTheirListsEmptyInV1() {
        Response response = Response.newBuilder().setGetTasks(Response.GetTasks.getDefaultInstance()).build();
        assertEquals("{\"get_tasks\":{\"tasks\":[],\"unreachable_tasks\":[],\"completed_tasks\":[]}}", v1(response));
        assertEquals("{\"get_tasks\":{}}", v0(response));
    }

    @Test
    void integersAreBareAndUnsignedOnesPositive() {
        Value.Range range = Value.Range.newBuilder().setBegin(1L << 53 | 1).setEnd(-1).build();
        assertEquals("{\"begin\":9007199254740993,\"end\":18446744073709551615}", v0(range));
        assertEquals("{\"nanoseconds\":-9223372036854775808}", v0(DurationInfo.newBuilder().setNanoseconds(Long.MIN_VALUE).build()));
    }

    @Test
    void numbersThatAreNoneAreWrittenBare() {
        assertEquals("{\"value\":NaN}", v0(Value.Scalar.newBuilder().setValue(Double.NaN).build()));
        assertEquals("{\"value\":-Infinity}", v0(Value.Scalar.newBuilder().setValue(Double.NEGATIVE_INFINITY).build()));
    }

    @Test
    void textIsUtf8WithOnlyTheNeededEscapes() {
        Label label = Label.newBuilder().setKey("a/\"\\\n\u0001\u007f").setValue("é\uD83D\uDE00").build();
        assertEquals("{\"key\":\"a/\\\"\\\\\\n\\u0001\u007f\",\"value\":\"é\uD83D\uDE00\"}", v0(label));
    }

    @Test
    void aMapIsAnObjectAndEmptyListsAreLeftOut() {
        QuotaConfig config = QuotaConfig.newBuilder().setRole("r").putLimits("mem", scalar(2)).putLimits("cpus", scalar(1)).build();
        assertEquals("{\"role\":\"r\",\"limits\":{\"mem\":{\"value\":2.0},\"cpus\":{\"value\":1.0}}}", v0(config));
        assertEquals("{\"limits\":{\"cpus\":{\"value\":1.0},\"mem\":{\"value\":2.0}},\"role\":\"r\"}",
                new String(ProtoJson.V0.printSorted(config), StandardCharsets.UTF_8));
    }

    @Test
    void aGracePeriodIsADurationInV1() {
        Call.DrainAgent drain = Call.DrainAgent.newBuilder().setSlaveId(SlaveID.newBuilder().setValue("s"))
                .setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(1_500_000_000L)).build();
        assertEquals("{\"agent_id\":{\"value\":\"s\"},\"max_grace_period\":{\"seconds\":1,\"nanos\":500000000},\"mark_gone\":false}", v1(drain));
    }

    @Test
    void aMessageCanBePartOfADocument() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = ProtoJson.generator(bytes)) {
            out.writeStartArray();
            ProtoJson.V1.print(SlaveID.newBuilder().setValue("s").build(), out);
            ProtoJson.writeDouble(out, 0.1);
            out.writeEndArray();
        }
        assertEquals("[{\"value\":\"s\"},0.1]", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everyMessageOfTheProtocolHasAShape() {
        Message[] roots = {
            Response.getDefaultInstance(), Call.getDefaultInstance(), Offer.getDefaultInstance(),
            org.tepui.protocol.mesos.scheduler.Call.getDefaultInstance(), org.tepui.protocol.mesos.scheduler.Event.getDefaultInstance(),
            org.tepui.protocol.mesos.scheduler.Response.getDefaultInstance(), org.tepui.protocol.mesos.master.Event.getDefaultInstance(),
            org.tepui.protocol.mesos.agent.Call.getDefaultInstance(), org.tepui.protocol.mesos.agent.Response.getDefaultInstance(),
            org.tepui.protocol.mesos.executor.Call.getDefaultInstance(), org.tepui.protocol.mesos.executor.Event.getDefaultInstance(),
            org.tepui.protocol.mesos.resourceprovider.Call.getDefaultInstance(), org.tepui.protocol.mesos.resourceprovider.Event.getDefaultInstance(),
            org.tepui.protocol.mesos.registry.Registry.getDefaultInstance(), org.tepui.protocol.mesos.RateLimits.getDefaultInstance(),
            org.tepui.protocol.mesos.maintenance.ClusterStatus.getDefaultInstance(), org.tepui.protocol.mesos.quota.QuotaStatus.getDefaultInstance(),
        };
        java.util.Set<String> seen = new java.util.TreeSet<>();
        for (Message root : roots) {
            visit(root, seen);
        }
        assertEquals(true, seen.size() > 300, "messages reached: " + seen.size());
    }

    private static void visit(Message message, java.util.Set<String> seen) {
        if (!seen.add(message.getDescriptorForType().getFullName())) {
            return;
        }
        for (Dialect dialect : Dialect.values()) {
            MessageShape.of(message, dialect);
        }
        for (var field : message.getDescriptorForType().getFields()) {
            if (field.getJavaType() == com.google.protobuf.Descriptors.FieldDescriptor.JavaType.MESSAGE && !field.isMapField()) {
                visit(message.newBuilderForType().newBuilderForField(field).getDefaultInstanceForType(), seen);
            }
        }
    }

    private static Value.Scalar scalar(double value) {
        return Value.Scalar.newBuilder().setValue(value).build();
    }
}
