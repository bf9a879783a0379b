package org.tepui.planner;

import org.tepui.api.resource.Resources;

/**
 * What some framework may get of an agent, with what is asked of it again and again.
 *
 * @param amounts scalars by resource id
 * @param allocatable large enough by the master's flag
 * @param shared some of it can be held by several frameworks at once
 */
record Eligible(Resources resources, long[] amounts, boolean allocatable, boolean shared) {

    static final Eligible NOTHING = new Eligible(Resources.EMPTY, new long[0], false, false);
}
