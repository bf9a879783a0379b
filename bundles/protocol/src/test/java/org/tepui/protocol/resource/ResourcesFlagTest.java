package org.tepui.protocol.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;

class ResourcesFlagTest {
    private static void refused(String message, String json) {
        assertEquals(message, assertThrows(InvalidResources.class,
                () -> ResourcesFlag.parse(json.replace('\'', '"'), "*")).getMessage());
    }

    @Test
    void bothFormsSayTheSame() throws Exception {
        Resources text = ResourcesFlag.parse("cpus:2;ports(web):[1-5]", "dev");
        Resources json = ResourcesFlag.parse((" [{'name':'cpus','type':'SCALAR','scalar':{'value':2}},"
                + "{'name':'ports','type':'RANGES','ranges':{'range':[{'begin':1,'end':5}]},'role':'web'}]")
                .replace('\'', '"'), "dev");
        assertEquals(text, json);
        assertEquals("cpus(reservations: [(STATIC,dev)]):2; ports(reservations: [(STATIC,web)]):[1-5]", json.toString());
    }

    @Test
    void disksOfASourceCanBeGivenAsJson() throws Exception {
        assertEquals("disk[MOUNT:/m]:10", ResourcesFlag.parse(("[{'name':'disk','type':'SCALAR','scalar':{'value':10},"
                + "'disk':{'source':{'type':'MOUNT','mount':{'root':'/m'}}}}]").replace('\'', '"'), "*").toString());
    }

    @Test
    void whatOperationsMakeCannotBeGiven() {
        String cpus = "{'name':'cpus','type':'SCALAR','scalar':{'value':2}";
        refused("Revocable resources cannot be specified at the command line; do not include a 'revocable' key in the"
                + " resources JSON", "[" + cpus + ",\"revocable\":{}}]");
        refused("Dynamic reservations cannot be specified at the command line; do not include a reservation with DYNAMIC"
                + " type in the resources JSON", "[" + cpus + ",'reservations':[{'type':'DYNAMIC','role':'a'}]}]");
    }

    @Test
    void brokenJsonIsNamed() {
        String message = assertThrows(InvalidResources.class, () -> ResourcesFlag.parse("[{\"name\":1]", "*")).getMessage();
        assertEquals("Some JSON resources were not formatted properly: ",
                message.substring(0, Math.min(message.length(), 49)));
        assertEquals("Bad value for resources, missing or extra ':' in cpus",
                assertThrows(InvalidResources.class, () -> ResourcesFlag.parse("cpus", "*")).getMessage());
    }
}
