/**
 * Election among one: whoever contends leads.
 *
 * <p>Contender and detector share their state in {@link org.tepui.election.standalone.StandaloneElection}, which
 * {@link org.tepui.election.standalone.StandaloneElectionService} makes both services. No network, no thread. Called by the start-up
 * sequence of a master that was given no {@code --zk}.
 */
package org.tepui.election.standalone;
