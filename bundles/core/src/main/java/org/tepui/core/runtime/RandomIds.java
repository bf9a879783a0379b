package org.tepui.core.runtime;

import java.security.SecureRandom;
import java.util.UUID;
import org.tepui.core.line.IdSource;

/** Ids of a real master. */
final class RandomIds implements IdSource {

    private final SecureRandom random = new SecureRandom();

    @Override
    public String uuid() {
        return UUID.randomUUID().toString();
    }

    @Override
    public long seed() {
        return random.nextLong();
    }
}
