package org.tepui.api.http;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The endpoints of this process, asked from within it: a service of the wire bundle, for those who show what an endpoint says in another form
 * (a shell, an old name of a path). Neither firewall nor authenticators are asked: who passes on a request from outside hands it over with its
 * principal, so that what the endpoint allows it stays the same.
 */
@ProviderType
public interface HttpEndpoints {

    /**
     * Asks the endpoint that the path reaches.
     *
     * @param request its path begins with the process, such as {@code /master/state}
     * @return 404 when nothing is routed there, 405 when the endpoint does not answer the method, 500 when it fails
     */
    CompletionStage<HttpResponse> ask(HttpRequest request);
}
