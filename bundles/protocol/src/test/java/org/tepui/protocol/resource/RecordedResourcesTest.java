package org.tepui.protocol.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.ReservationFields.Format;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;

/** Lists of resources as a real master of Apache Mesos wrote them: read, and written again, they are the same bytes. */
class RecordedResourcesTest {
    /** The format in which the list was written can be seen from its fields. */
    private static Format format(String json) {
        String fields = json.replaceAll("\"allocation_info\":\\{[^}]*}", "");
        boolean older = fields.contains("\"role\":\"*\"") || fields.contains("\"reservation\":{");
        return !older ? Format.POST_REFINEMENT : json.contains("\"reservations\":") ? Format.ENDPOINT : Format.PRE_REFINEMENT;
    }

    @Test
    void whatWasReadIsWrittenAgainByteForByte() throws Exception {
        List<String> lists = WireText.lines("recorded-lists.txt");
        assertTrue(lists.size() > 80, lists.size() + " lists");
        for (String json : lists) {
            Resources resources = ResourceCodec.fromProto(WireText.list(json));
            assertEquals(json, WireText.print(ResourceCodec.toProto(resources, format(json))));
        }
    }

    @Test
    void everyFormatReadsBackToTheSame() throws Exception {
        for (String json : WireText.lines("recorded-lists.txt")) {
            Resources resources = ResourceCodec.fromProto(WireText.list(json));
            for (Format format : Format.values()) {
                if (ResourceCodec.fits(resources, format)) {
                    assertEquals(resources, ResourceCodec.fromProto(ResourceCodec.toProto(resources, format)), json);
                }
            }
        }
    }

    @Test
    void theTextOfEachIsTheOriginals() throws Exception {
        List<String> lines = WireText.lines("printed-lists.tsv");
        assertTrue(lines.size() > 100, lines.size() + " lists");
        for (String line : lines) {
            int tab = line.indexOf('\t');
            StringBuilder text = new StringBuilder();
            for (Resource resource : ResourceCodec.listFromProto(WireText.list(line.substring(tab + 1)))) {
                text.append(text.length() == 0 ? "" : "; ").append(resource);
            }
            assertEquals(line.substring(0, tab), text.toString());
        }
    }
}
