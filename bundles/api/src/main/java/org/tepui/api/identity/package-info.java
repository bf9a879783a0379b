/**
 * Who somebody is, once an authenticator has said so: what authenticators give, requests carry and authorizers judge.
 */
@Version("0.1.0")
package org.tepui.api.identity;

import org.osgi.annotation.versioning.Version;
