package org.tepui.core.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AddressesTest {

    /** A reader of MasterInfo took the address in the wrong byte order (field case F34). */
    @Test
    void theNumberOfAnAddressIsItsBytesAsTheyLieInMemory() {
        assertEquals(16777343, Addresses.number("127.0.0.1"));
        assertEquals(16777226, Addresses.number("10.0.0.1"));
        assertEquals(-1, Addresses.number("255.255.255.255"));
    }
}
