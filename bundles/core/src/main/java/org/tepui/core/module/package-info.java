/**
 * The places of the running master that modules fill, and how one module takes another's place. Readers (lanes, endpoints, the port's gate)
 * take what a seat holds once per request, so that exactly one version decides it.
 */
package org.tepui.core.module;
