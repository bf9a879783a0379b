/**
 * HTTP authentication by principal and secret (scheme Basic of RFC 7617), as Mesos does it: the scheme in exactly this spelling, one blank,
 * one colon in the decoded text, so a secret with a colon never matches.
 *
 * <p>{@link org.tepui.authenticator.basic.BasicAuthenticator} decides, {@link org.tepui.authenticator.basic.BasicService} makes it the module
 * {@code basic}. No thread, no I/O.
 */
package org.tepui.authenticator.basic;
