package org.tepui.authorizer.local;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.tepui.api.authorization.Authorizer;

/** {@code --authorizers=local}, the default; it is only used when there are ACLs. */
@Component(service = Authorizer.class, property = "tepui.module.name=local", scope = ServiceScope.SINGLETON)
public final class LocalAuthorizerService extends LocalAuthorizer {
}
