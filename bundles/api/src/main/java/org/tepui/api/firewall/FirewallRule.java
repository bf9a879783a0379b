package org.tepui.api.firewall;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** A rule. */
@ConsumerType
public interface FirewallRule {

    /** The refusal, or empty to let the request pass. The path is that after the delegate rule. */
    Optional<HttpResponse> refuse(HttpRequest request);
}
