/**
 * HTTP endpoints of the agent, for reading only. They ask the agent through {@link org.tepui.agent.http.AgentEndpoints.Reader} and
 * never wait for it on an I/O thread.
 */
package org.tepui.agent.http;
