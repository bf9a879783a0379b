package org.tepui.agent.core;

import java.time.Duration;

/**
 * How an agent authenticates.
 *
 * @param credential flag {@code credential}
 * @param outlet of the process that speaks for the agent meanwhile, such as {@code crammd5-authenticatee(1)}
 * @param backoff wait after a fault of the master's: flag {@code authentication_backoff_factor}
 * @param timeoutMin longest first exchange: flag {@code authentication_timeout_min}
 * @param timeoutMax longest exchange after many: flag {@code authentication_timeout_max}
 */
public record Login(Credential credential, Outlet outlet, Duration backoff, Duration timeoutMin, Duration timeoutMax) {
}
