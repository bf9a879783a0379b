package org.tepui.flags.type;

import java.util.Map;

/**
 * A JSON object given by a flag.
 *
 * @param text compact JSON, keys in the order given
 * @param tree the same as plain Java: Map, List, String, BigDecimal, Boolean, null; unmodifiable
 */
public record JsonText(String text, Map<String, Object> tree) {

    @Override
    public String toString() {
        return text;
    }
}
