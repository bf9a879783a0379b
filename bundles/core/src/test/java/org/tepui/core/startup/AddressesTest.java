package org.tepui.core.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {

    /** A reader of MasterInfo took the address in the wrong byte order (field case F34). */
    @Test
    void theNumberOfAnAddressIsItsBytesAsTheyLieInMemory() {
        assertEquals(16777343, Addresses.number("127.0.0.1"));
        assertEquals(16777226, Addresses.number("10.0.0.1"));
        assertEquals(-1, Addresses.number("255.255.255.255"));
    }

    /** Redirects named hosts that clients could not resolve (field case F35). */
    @Test
    void namesThatNobodyCanUseAreDoubted() {
        assertEquals(Optional.empty(), Addresses.doubt("127.0.0.1"));
        assertEquals(Optional.empty(), Addresses.doubt("localhost"));
        for (String name : List.of("", "0.0.0.0", "nowhere.invalid")) {
            String line = Addresses.doubt(name).orElseThrow();
            assertTrue(line.contains("'" + name + "'") && line.contains("--hostname="), line);
        }
    }
}
