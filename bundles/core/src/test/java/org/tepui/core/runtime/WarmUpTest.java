package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    /** It runs beside a master that already answers: what it reads and prints has to be whole. */
    @Test
    void itRunsToItsEnd() {
        assertDoesNotThrow(new WarmUp()::run);
    }
}
