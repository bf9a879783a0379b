/**
 * Which endpoint a request reaches: processes, the delegate, the longest route, methods, and the gate where firewall and authentication come
 * in. Called by the connections of {@code http}; calls endpoints and, for messages, {@code message}.
 */
package org.tepui.wire.route;
