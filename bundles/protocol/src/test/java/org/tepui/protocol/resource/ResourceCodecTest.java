package org.tepui.protocol.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.ReservationFields.Format;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.mesos.Resource;

class ResourceCodecTest {
    private static final String CPUS = "{'name':'cpus','type':'SCALAR','scalar':{'value':1.0}";
    private static final String DISK = "{'name':'disk','type':'SCALAR','scalar':{'value':1.0}";

    private static void same(String json, Format format) throws Exception {
        Resource wire = WireText.one(json);
        assertEquals(WireText.print(wire), WireText.print(ResourceCodec.toProto(ResourceCodec.fromProto(wire), format)));
    }

    private static void refused(String message, String json) throws Exception {
        Resource wire = WireText.one(json);
        InvalidResources error = assertThrows(InvalidResources.class, () -> ResourceCodec.fromProto(wire), json);
        assertEquals(message, error.getMessage());
    }

    @Test
    void everyFieldSurvives() throws Exception {
        same(CPUS + ",'revocable':{},'allocation_info':{'role':'a'},'provider_id':{'value':'p'}}", Format.POST_REFINEMENT);
        same("{'name':'ports','type':'RANGES','ranges':{'range':[{'begin':1,'end':2},{'begin':4,'end':4}]}}",
                Format.POST_REFINEMENT);
        same("{'name':'nics','type':'SET','set':{'item':['eth1','eth0']}}", Format.POST_REFINEMENT);
        same(DISK + ",'reservations':[{'type':'DYNAMIC','role':'a','labels':{'labels':[{'key':'k','value':'v'},{'key':'f'}]}}],"
                + "'disk':{'persistence':{'id':'v','principal':'p'},'volume':{'mode':'RO','container_path':'c'},"
                + "'source':{'type':'MOUNT','mount':{'root':'/m'},'vendor':'x','id':'i','profile':'f',"
                + "'metadata':{'labels':[{'key':'k'}]}}},'shared':{}}", Format.POST_REFINEMENT);
        same(DISK + ",'disk':{'source':{'type':'PATH','path':{}}}}", Format.POST_REFINEMENT);
    }

    @Test
    void fieldsOfAVolumeThatNobodyInterpretsSurvive() throws Exception {
        same(DISK + ",'disk':{'persistence':{'id':'v'},'volume':{'mode':'RW','container_path':'c','host_path':'/h',"
                + "'image':{'type':'DOCKER','docker':{'name':'n'}},'source':{'type':'SANDBOX_PATH','sandbox_path':"
                + "{'type':'SELF','path':'p'}}}}}", Format.POST_REFINEMENT);
    }

    @Test
    void eachFormatHasItsFields() throws Exception {
        org.tepui.api.resource.Resource reserved = ResourceCodec.fromProto(WireText.one(CPUS
                + ",'role':'a','reservation':{'principal':'p'}}"));
        assertEquals("{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1.0},\"role\":\"a\","
                + "\"reservation\":{\"principal\":\"p\"}}", WireText.print(ResourceCodec.toProto(reserved, Format.PRE_REFINEMENT)));
        assertEquals("{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1.0},\"reservations\":"
                + "[{\"type\":\"DYNAMIC\",\"role\":\"a\",\"principal\":\"p\"}]}",
                WireText.print(ResourceCodec.toProto(reserved, Format.POST_REFINEMENT)));
        assertEquals("{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1.0},\"role\":\"a\","
                + "\"reservation\":{\"principal\":\"p\"},\"reservations\":"
                + "[{\"type\":\"DYNAMIC\",\"role\":\"a\",\"principal\":\"p\"}]}",
                WireText.print(ResourceCodec.toProto(reserved, Format.ENDPOINT)));
    }

    @Test
    void refinedReservationsDoNotFitTheOlderFormat() throws Exception {
        Resources refined = ResourceCodec.fromProto(List.of(WireText.one(CPUS
                + ",'reservations':[{'type':'STATIC','role':'a'},{'type':'DYNAMIC','role':'a/b'}]}")));
        assertFalse(ResourceCodec.fits(refined, Format.PRE_REFINEMENT));
        assertTrue(ResourceCodec.fits(refined, Format.ENDPOINT));
    }

    /** Frameworks of the old kind say only the role, and leave the allocation out. */
    @Test
    void aRoleAloneIsAStaticReservation() throws Exception {
        assertEquals("cpus(reservations: [(STATIC,web)]):1", ResourceCodec.fromProto(WireText.one(CPUS + ",'role':'web'}")).toString());
        assertEquals("cpus:1", ResourceCodec.fromProto(WireText.one(CPUS + ",'role':'*'}")).toString());
    }

    /** An operator's reservation written in four ways. */
    @Test
    void reservationsOfOperatorsComeInSeveralForms() throws Exception {
        String reserved = "cpus(reservations: [(DYNAMIC,store,ops)]):1";
        String older = ",'role':'store','reservation':{'principal':'ops'}";
        String list = ",'reservations':[{'type':'DYNAMIC','role':'store','principal':'ops'}]";
        assertEquals(reserved, ResourceCodec.fromProto(WireText.one(CPUS + older + "}")).toString());
        assertEquals(reserved, ResourceCodec.fromProto(WireText.one(CPUS + list + "}")).toString());
        assertEquals(reserved, ResourceCodec.fromProto(WireText.one(CPUS + older + list + "}")).toString());
        refused("'Resource.ReservationInfo.type' must not be set for the 'Resource.reservation' field",
                CPUS + ",'reservation':{'type':'DYNAMIC','role':'store'}}");
    }

    @Test
    void copiesOfASharedVolumeAreCountedAndWrittenOnce() throws Exception {
        Resource volume = WireText.one(DISK + ",'reservations':[{'type':'DYNAMIC','role':'a'}],'disk':"
                + "{'persistence':{'id':'v'},'volume':{'mode':'RW','container_path':'c'}},'shared':{}}");
        Resources resources = ResourceCodec.fromProto(List.of(volume, volume));
        assertEquals(2, resources.copies(0));
        assertEquals(List.of(volume), ResourceCodec.toProto(resources, Format.POST_REFINEMENT));
    }

    @Test
    void valuesMustFitTheirType() throws Exception {
        refused("Empty resource name", "{'name':'','type':'SCALAR','scalar':{'value':1}}");
        refused("Invalid scalar resource", "{'name':'cpus','type':'SCALAR'}");
        refused("Invalid scalar resource", CPUS + ",'set':{'item':[]}}");
        refused("Invalid ranges resource", "{'name':'ports','type':'RANGES','scalar':{'value':1}}");
        refused("Invalid ranges resource: begin > end",
                "{'name':'ports','type':'RANGES','ranges':{'range':[{'begin':5,'end':1}]}}");
        refused("Invalid ranges resource: overlapping ranges",
                "{'name':'ports','type':'RANGES','ranges':{'range':[{'begin':1,'end':5},{'begin':5,'end':6}]}}");
        refused("Invalid set resource", "{'name':'nics','type':'SET'}");
        refused("Invalid set resource: duplicated elements", "{'name':'nics','type':'SET','set':{'item':['a','a']}}");
        refused("Unsupported resource type", "{'name':'x','type':'TEXT'}");
    }

    @Test
    void disksAndSharesMustFit() throws Exception {
        refused("DiskInfo should not be set for cpus resource", CPUS + ",'disk':{}}");
        refused("Mount should not be set for RAW disk source", DISK + ",'disk':{'source':{'type':'RAW','mount':{},'path':{}}}}");
        refused("Path should not be set for BLOCK disk source", DISK + ",'disk':{'source':{'type':'BLOCK','path':{}}}}");
        refused("Unsupported 'DiskInfo.Source.Type' in 'UNKNOWN'", DISK + ",'disk':{'source':{'type':'UNKNOWN'}}}");
        refused("Resource cpus cannot be shared", CPUS + ",'shared':{}}");
        refused("Only persistent volumes can be shared", DISK + ",'shared':{}}");
    }

    /** Texts that a real master gave. */
    @Test
    void aBadOneInAListIsNamed() throws Exception {
        String[][] table = {
            {"cpus(allocated: eng):-1", "Invalid scalar resource: value <= 0", ",'scalar':{'value':-1}"},
            {"cpus(allocated: eng):-9.22337203685478e+15", "Invalid scalar resource: value <= 0", ",'scalar':{'value':1e300}"},
            {"cpus(allocated: eng):0", "Invalid scalar resource: value <= 0", ",'scalar':{'value':0.0001}"},
            {"cpus(allocated: eng):0", "Invalid scalar resource", ""},
        };
        for (String[] row : table) {
            Resource wire = WireText.one("{'name':'cpus','type':'SCALAR','allocation_info':{'role':'eng'}" + row[2] + "}");
            InvalidResources error = assertThrows(InvalidResources.class, () -> ResourceCodec.fromProto(List.of(wire)));
            assertEquals("Resource '" + row[0] + "' is invalid: " + row[1], error.getMessage());
        }
        Resource star = WireText.one(CPUS + ",'reservations':[{'type':'DYNAMIC','role':'*','principal':'op'}]}");
        InvalidResources error = assertThrows(InvalidResources.class, () -> ResourceCodec.fromProto(List.of(star)));
        assertEquals("Resource 'cpus(reservations: [(DYNAMIC,*,op)]):1' is invalid: Invalid reservation: role \"*\""
                + " cannot be reserved", error.getMessage());
        assertEquals(ResourceError.RESERVATION_STAR, error.code());
        assertEquals("x: " + error.getMessage(), error.prefixed("x: ").getMessage());
    }

    @Test
    void notANumberIsRefused() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Resource.Builder wire = Resource.newBuilder().setName("cpus").setType(org.tepui.protocol.mesos.Value.Type.SCALAR);
            wire.getScalarBuilder().setValue(value);
            assertEquals(ResourceError.SCALAR_NOT_POSITIVE,
                    assertThrows(InvalidResources.class, () -> ResourceCodec.fromProto(wire.build())).code());
        }
    }

    @Test
    void theTextOfAHugeBadResourceStaysShort() {
        Resource.Builder wire = Resource.newBuilder().setName("ports").setType(org.tepui.protocol.mesos.Value.Type.RANGES);
        for (int i = 0; i < 50_000; i++) {
            wire.getRangesBuilder().addRangeBuilder().setBegin(5).setEnd(5);
        }
        InvalidResources error = assertThrows(InvalidResources.class, () -> ResourceCodec.fromProto(List.of(wire.build())));
        assertEquals(ResourceError.RANGES_OVERLAP, error.code());
        assertTrue(error.getMessage().length() < 3_000);
    }

    @Test
    void aListWithoutEndIsRefused() throws Exception {
        List<Resource> many = Collections.nCopies(ResourceCodec.RESOURCES_MAX + 1, WireText.one(CPUS + "}"));
        assertEquals(ResourceError.LIMIT_EXCEEDED,
                assertThrows(InvalidResources.class, () -> ResourceCodec.fromProto(many)).code());
        assertEquals("cpus:10000", ResourceCodec.fromProto(many.subList(1, many.size())).toString());
    }

    /** A number with more decimals than count is shown as it was sent until it is added to another. */
    @Test
    void finerDecimalsAreEchoedUntilTheFirstSum() throws Exception {
        Resources agent = ResourceCodec.fromProto(List.of(WireText.one("{'name':'mem','type':'SCALAR','scalar':{'value':64.0005}}")));
        assertEquals("mem(allocated: a):64.001", agent.allocate("a").toString());
        assertEquals(64.0005, ResourceCodec.toProto(agent.allocate("a"), Format.POST_REFINEMENT).get(0).getScalar().getValue());
        Resources rest = agent.minus(Resources.parse("mem:0.001"));
        assertEquals(64.0, ResourceCodec.toProto(rest, Format.POST_REFINEMENT).get(0).getScalar().getValue());
    }
}
