package org.tepui.core.ledger;

import org.tepui.api.resource.Resources;

/**
 * A piece of an agent in somebody's hands.
 *
 * @param id unique for the life of the ledger
 * @param role id of the role that it is allocated to
 * @param resources without allocation role
 */
public record Holding(long id, Kind kind, int agent, int framework, int role, Resources resources) {

    /** In an outstanding offer, or in use by a task or executor. */
    public enum Kind { OFFERED, ALLOCATED }
}
