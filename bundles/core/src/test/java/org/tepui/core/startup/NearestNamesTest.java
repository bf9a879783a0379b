package org.tepui.core.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

    @Test
    void theNearestNameComesFirst() {
        assertEquals("hierarchical, binpack, strict-priority", NearestNames.of("hierarchcal",
                List.of("binpack", "strict-priority", "hierarchical")));
    }

    @Test
    void withoutAnyNameThatIsSaid() {
        assertEquals("none is installed", NearestNames.of("x", List.of()));
    }

    @Test
    void aLongListIsCut() {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "name" + i).collect(Collectors.toList());
        assertEquals("name1, name0, name10, name11, name12, name13, name14, name15 and 12 more", NearestNames.of("name1", names));
    }

    @Test
    void distanceIgnoresLetterCase() {
        assertEquals(0, NearestNames.distance("HierarchicalDRF", "hierarchicaldrf"));
        assertEquals(3, NearestNames.distance("kitten", "sitting"));
    }
}
