package org.tepui.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.WeightInfo;
import org.tepui.protocol.mesos.master.Call;
import org.tepui.protocol.mesos.quota.QuotaConfig;

class ProtoJsonParseTest {

    private static <B extends Message.Builder> B v0(String json, B builder) throws ProtocolException {
        return ProtoJson.V0.parse(json.getBytes(StandardCharsets.UTF_8), builder);
    }

    private static <B extends Message.Builder> B v1(String json, B builder) throws ProtocolException {
        return ProtoJson.V1.parse(json.getBytes(StandardCharsets.UTF_8), builder);
    }

    private static void assertRefused(Code code, String text, String json, Message.Builder builder) {
        ProtocolException refused = assertThrows(ProtocolException.class, () -> v1(json, builder));
        assertEquals(text, refused.getMessage());
        assertEquals(code, refused.code());
    }

    @Test
    void unknownKeysAndNullsAreIgnored() throws ProtocolException {
        FrameworkInfo info = v0("{\"user\":\"u\",\"name\":\"n\",\"nosuch\":[{}],\"checkpoint\":null,\"roles\":[null]}", FrameworkInfo.newBuilder()).build();
        assertFalse(info.hasCheckpoint());
        assertEquals(0, info.getRolesCount());
    }

    @Test
    void theLastOfEqualKeysWins() throws ProtocolException {
        assertEquals(2, v0("{\"value\":1,\"value\":2}", Value.Scalar.newBuilder()).getValue());
    }

    @Test
    void numbersAndBooleansMayComeAsText() throws ProtocolException {
        assertEquals(1.5, v0("{\"value\":\"1.5\"}", Value.Scalar.newBuilder()).getValue());
        assertEquals(Double.NEGATIVE_INFINITY, v0("{\"value\":\"-Infinity\"}", Value.Scalar.newBuilder()).getValue());
        assertTrue(v0("{\"user\":\"u\",\"name\":\"n\",\"checkpoint\":\"true\"}", FrameworkInfo.newBuilder()).getCheckpoint());
        assertEquals(31000, v0("{\"begin\":\"31000\",\"end\":0}", Value.Range.newBuilder()).getBegin());
    }

    @Test
    void aDecimalOfAWholeNumberIsCutOff() throws ProtocolException {
        assertEquals(2, v0("{\"begin\":2.9,\"end\":0}", Value.Range.newBuilder()).getBegin());
        assertEquals(-2, v0("{\"hostname\":\"h\",\"port\":-2.9}", SlaveInfo.newBuilder()).getPort());
    }

    @Test
    void aWholeNumberThatDoesNotFitIsRefused() {
        assertRefused(Code.JSON_CONVERT, "Value out of range for field 'port': 4294972347 is not in [-2147483648, 2147483647]",
                "{\"hostname\":\"h\",\"port\":4294972347}", SlaveInfo.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Value out of range for field 'begin': -1 is not in [0, 9223372036854775807]",
                "{\"begin\":-1,\"end\":1}", Value.Range.newBuilder());
    }

    @Test
    void aHugeNumberIsPulledToTheNearestBound() throws ProtocolException {
        Call.Builder call = v1("{\"get_metrics\":{\"timeout\":{\"nanoseconds\":99999999999999999999999999}}}", Call.newBuilder());
        assertEquals(Long.MAX_VALUE, call.getGetMetrics().getTimeout().getNanoseconds());
        Value.Range.Builder range = v0("{\"begin\":18446744073709549568,\"end\":1e300}", Value.Range.newBuilder());
        assertEquals("18446744073709549568", Long.toUnsignedString(range.getBegin()));
        assertEquals(-1L, range.getEnd());
    }

    @Test
    void aNumberBeyondDoublesIsRefused() {
        assertRefused(Code.JSON_SYNTAX, "Value out of range", "{\"value\":1e999}", Value.Scalar.newBuilder());
    }

    @Test
    void aSingleValueStandsForAnArray() throws ProtocolException {
        FrameworkInfo.Builder info = v0("{\"user\":\"u\",\"name\":\"n\",\"roles\":\"r\",\"capabilities\":{\"type\":\"MULTI_ROLE\"}}", FrameworkInfo.newBuilder());
        assertEquals(List.of("r"), List.copyOf(info.getRolesList()));
        assertEquals(1, info.getCapabilitiesCount());
    }

    @Test
    void anUnknownEnumNameIsIgnoredWhereTheFieldMayBeAbsent() throws ProtocolException {
        assertFalse(v1("{\"type\":\"NOSUCH\"}", Call.newBuilder()).hasType());
        assertRefused(Code.JSON_CONVERT, "Failed to find enum for 'NOSUCH'", "{\"task_id\":{\"value\":\"t\"},\"state\":\"NOSUCH\"}", TaskStatus.newBuilder());
    }

    @Test
    void namesOfTheOtherVersionAreUnknown() throws ProtocolException {
        TaskStatus.Builder status = v1("{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"slave_id\":{\"value\":\"s\"},\"source\":\"SOURCE_SLAVE\"}",
                TaskStatus.newBuilder());
        assertFalse(status.hasSlaveId());
        assertFalse(status.hasSource());
        assertEquals("s", v1("{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"agent_id\":{\"value\":\"s\"}}",
                TaskStatus.newBuilder()).getSlaveId().getValue());
    }

    @Test
    void wrongTypesAreNamedWithTheField() {
        assertRefused(Code.JSON_CONVERT, "Not expecting a JSON number for field 'type'", "{\"type\":1}", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Not expecting a JSON object for field 'type'", "{\"type\":{}}", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Not expecting a JSON array for field 'type'", "{\"type\":[]}", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Not expecting a JSON boolean for field 'type'", "{\"type\":true}", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Not expecting a JSON string for field 'get_metrics'", "{\"get_metrics\":\"x\"}", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Expecting a JSON object", "[]", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Failed to parse '[1]' as a JSON number for field 'value': Unexpected JSON type parsed",
                "{\"value\":\"[1]\"}", Value.Scalar.newBuilder());
    }

    @Test
    void whichOfTwoErrorsIsToldDoesNotDependOnTheOrderOfKeys() {
        String text = "Not expecting a JSON number for field 'get_metrics'";
        assertRefused(Code.JSON_CONVERT, text, "{\"type\":1,\"get_metrics\":1}", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, text, "{\"get_metrics\":1,\"type\":1}", Call.newBuilder());
    }

    @Test
    void missingRequiredFieldsAreNamedByTheirPathInTheVersionsNames() {
        assertRefused(Code.JSON_CONVERT, "Missing required fields: id, framework_id, agent_id, hostname, resources[0].name, resources[0].type",
                "{\"resources\":[{}]}", Offer.newBuilder());
    }

    @Test
    void base64IsForgivingButForForeignCharacters() throws ProtocolException {
        assertEquals("ab", v0("{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"data\":\" Y W\\nI\"}", TaskStatus.newBuilder()).getData().toStringUtf8());
        assertRefused(Code.JSON_CONVERT, "Failed to base64 decode bytes field 'data': Invalid character '*'",
                "{\"data\":\"***\"}", TaskStatus.newBuilder());
    }

    @Test
    void aMapIsReadFromAnObject() throws ProtocolException {
        QuotaConfig.Builder config = v0("{\"role\":\"r\",\"limits\":{\"mem\":{\"value\":2},\"cpus\":{\"value\":\"1\"}}}", QuotaConfig.newBuilder());
        assertEquals(1, config.getLimitsMap().get("cpus").getValue());
        assertEquals(List.of("cpus", "mem"), List.copyOf(config.getLimitsMap().keySet()));
    }

    @Test
    void aGracePeriodIsADurationInV1AndHasABound() throws ProtocolException {
        Call.Builder call = v1("{\"drain_agent\":{\"agent_id\":{\"value\":\"s\"},\"max_grace_period\":{\"seconds\":\"2\",\"nanos\":7}}}",
                Call.newBuilder());
        assertEquals(2_000_000_007L, call.getDrainAgent().getMaxGracePeriod().getNanoseconds());
        assertRefused(Code.JSON_CONVERT, "Not expecting a JSON string for field 'max_grace_period'",
                "{\"drain_agent\":{\"agent_id\":{\"value\":\"s\"},\"max_grace_period\":\"2s\"}}", Call.newBuilder());
        assertRefused(Code.JSON_CONVERT, "Duration out of range: 9223372036854775807 seconds; at most 292 years fit",
                "{\"drain_agent\":{\"agent_id\":{\"value\":\"s\"},\"max_grace_period\":{\"seconds\":1e30}}}", Call.newBuilder());
    }

    @Test
    void aListOfMessagesIsReadFromAnArray() throws ProtocolException {
        List<WeightInfo> weights = ProtoJson.V0.parseList("[{\"role\":\"a\",\"weight\":1},{\"weight\":2}]".getBytes(StandardCharsets.UTF_8),
                WeightInfo.getDefaultInstance());
        assertEquals("a", weights.get(0).getRole());
        assertEquals(2.0, weights.get(1).getWeight());
        ProtocolException refused = assertThrows(ProtocolException.class,
                () -> ProtoJson.V0.parseList("{}".getBytes(StandardCharsets.UTF_8), WeightInfo.getDefaultInstance()));
        assertEquals("Expecting a JSON array", refused.getMessage());
    }
}
