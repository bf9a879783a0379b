package org.tepui.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleKind;

class FaultBookTest {

    private long now;
    private final FaultBook book = new FaultBook(3, 100, () -> now);

    private boolean fault(String name, String detail) {
        return book.add(ModuleKind.ALLOCATOR, name, ModuleFault.of(ModuleFault.Cause.THREW, "plan", "", detail, List.of(), now, 0, 0));
    }

    private List<String> latest(String name) {
        return book.latest(ModuleKind.ALLOCATOR, name).stream().map(ModuleFault::detail).toList();
    }

    @Test
    void theThirdFaultWithinTheWindowUsesTheBudgetUpAndIsToldOnce() {
        assertFalse(fault("a", "1"));
        assertFalse(fault("a", "2"));
        assertTrue(fault("a", "3"));
        assertFalse(fault("a", "4"));
        assertEquals(List.of("1", "2", "3", "4"), latest("a"));
    }

    @Test
    void aFaultIsForgottenAfterTheWindow() {
        fault("a", "1");
        fault("a", "2");
        now = 101;
        assertFalse(fault("a", "3"));
        assertEquals(1, book.within(ModuleKind.ALLOCATOR, "a"));
        now = 150;
        assertFalse(fault("a", "4"));
        now = 201;
        assertTrue(fault("a", "5"), "the one at 101 is exactly a window old");
    }

    @Test
    void modulesAreCountedEachForItself() {
        fault("a", "1");
        fault("a", "2");
        assertFalse(fault("b", "1"));
        assertFalse(book.add(ModuleKind.AUTHORIZER, "a", ModuleFault.of(ModuleFault.Cause.OVERRAN, "", "", "", List.of(), 0, 0, 0)));
        assertTrue(fault("a", "3"));
    }

    @Test
    void afterAReleaseTheBudgetIsWhole() {
        fault("a", "1");
        fault("a", "2");
        book.forgive(ModuleKind.ALLOCATOR, "a");
        assertEquals(List.of(), latest("a"));
        assertFalse(fault("a", "3"));
        assertFalse(fault("a", "4"));
        assertTrue(fault("a", "5"));
    }

    @Test
    void whereNothingCouldBeDoneItIsToldAgainLater() {
        fault("a", "1");
        fault("a", "2");
        assertTrue(fault("a", "3"));
        book.again(ModuleKind.ALLOCATOR, "a");
        assertEquals(List.of("1", "2", "3"), latest("a"));
        assertFalse(fault("a", "4"));
        assertFalse(fault("a", "5"));
        assertTrue(fault("a", "6"));
    }

    @Test
    void evidenceAndModulesAreLimited() {
        for (int i = 0; i < 20; i++) {
            fault("a", String.valueOf(i));
        }
        assertEquals(List.of("15", "16", "17", "18", "19"), latest("a"));
        for (int i = 0; i < FaultBook.MODULES_MAX; i++) {
            fault("m" + i, "x");
        }
        assertEquals(List.of(), latest("a"));
        assertEquals(List.of("x"), latest("m0"));
    }
}
