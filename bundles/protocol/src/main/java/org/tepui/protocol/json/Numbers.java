package org.tepui.protocol.json;

import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;

/**
 * A JSON number put into a field's type. Decimals of a whole number's field are cut off. A number written with a fraction, an exponent or
 * more digits than 64 bits hold is a floating number by then and is pulled to the nearest bound, since the real master takes those too; a
 * whole number that does not fit is an error, as what would be stored is not what was sent.
 */
final class Numbers {

    private static final double TWO_TO_63 = 0x1p63;

    private Numbers() {
    }

    static int int32(Object number, String field) throws ProtocolException {
        return (int) bounded(number, Integer.MIN_VALUE, Integer.MAX_VALUE, field);
    }

    /** The bits of an unsigned 32-bit number. */
    static int uint32(Object number, String field) throws ProtocolException {
        return (int) bounded(number, 0, 0xffff_ffffL, field);
    }

    static long int64(Object number) {
        return number instanceof Long whole ? whole : (long) (double) (Double) number;
    }

    /** The bits of an unsigned 64-bit number. */
    static long uint64(Object number, String field) throws ProtocolException {
        if (number instanceof Double floating && floating >= TWO_TO_63) {
            double above = floating - TWO_TO_63;
            return above >= TWO_TO_63 ? -1L : (long) above ^ Long.MIN_VALUE;
        }
        return bounded(number, 0, Long.MAX_VALUE, field);
    }

    static double floating(Object number) {
        return ((Number) number).doubleValue();
    }

    private static long bounded(Object number, long min, long max, String field) throws ProtocolException {
        if (number instanceof Double floating) {
            return Math.max(min, Math.min(max, (long) (double) floating));
        }
        long whole = (Long) number;
        if (whole < min || whole > max) {
            throw new ProtocolException(Code.JSON_CONVERT,
                    "Value out of range for field '" + field + "': " + whole + " is not in [" + min + ", " + max + "]");
        }
        return whole;
    }
}
