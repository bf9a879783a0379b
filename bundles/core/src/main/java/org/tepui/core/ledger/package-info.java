/**
 * Who holds what: totals of agents, and every offered or allocated piece of them as a holding of its own.
 *
 * <p>The only place that decides what is free. The aggregates of the line change it; each change is checked at once (no holding beyond what
 * is free, none given back twice), goes to the planner as an event in order, and can be checked as a whole by
 * {@link org.tepui.core.ledger.Ledger#verify()}. Nothing here knows tasks, offers or messages.
 */
package org.tepui.core.ledger;
