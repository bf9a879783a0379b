package org.tepui.authenticator.basic;

import org.osgi.service.component.annotations.Component;
import org.tepui.api.authentication.HttpAuthenticator;

/** {@code --http_authenticators} and {@code --http_framework_authenticators} of the name {@code basic}. */
@Component(service = HttpAuthenticator.class, property = "tepui.module.name=basic")
public final class BasicService extends BasicAuthenticator {
}
