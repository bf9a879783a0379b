/**
 * Offers from plan to end: asking the planner, committing what it proposes, telling frameworks, taking back, and the calls ACCEPT, DECLINE,
 * REVIVE and SUPPRESS with the filters that they leave.
 */
package org.tepui.core.offers;
