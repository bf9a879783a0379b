package org.tepui.authenticator.crammd5;

import java.security.SecureRandom;
import org.osgi.service.component.annotations.Component;
import org.tepui.api.authentication.Authenticator;

/** {@code --authenticators=crammd5}, the default. */
@Component(service = Authenticator.class, property = "tepui.module.name=crammd5")
public final class CramMd5Service extends CramMd5Authenticator {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Challenges have the shape that RFC 2195 gives them: {@code <random.time@host>}. */
    public CramMd5Service() {
        super(() -> "<" + Long.toUnsignedString(RANDOM.nextLong()) + Long.toUnsignedString(RANDOM.nextLong()) + "."
                + System.currentTimeMillis() / 1000 + "@tepui>");
    }
}
