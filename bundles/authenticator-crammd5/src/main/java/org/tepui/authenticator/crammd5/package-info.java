/**
 * CRAM-MD5 (RFC 2195) for agents and drivers: the peer answers a challenge that is used once with its principal and the HMAC-MD5 of the
 * challenge, keyed by its secret.
 *
 * <p>{@link org.tepui.authenticator.crammd5.CramMd5Authenticator} decides, {@link org.tepui.authenticator.crammd5.CramMd5Service} makes it
 * the module {@code crammd5}, with challenges from a secure random source. No thread, no I/O.
 */
package org.tepui.authenticator.crammd5;
