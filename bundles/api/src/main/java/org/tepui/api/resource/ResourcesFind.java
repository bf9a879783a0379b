package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks for amounts without regard to reservations. */
final class ResourcesFind {
    private ResourcesFind() {
    }

    static Optional<Resources> find(Resources all, Resources wanted) {
        Resources total = Resources.EMPTY;
        for (Resource one : wanted) {
            Optional<Resources> found = find(all, one);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            total = total.plus(found.get());
        }
        return Optional.of(total);
    }

    private static Optional<Resources> find(Resources all, Resource wanted) {
        List<Predicate<Resource>> preferences = new ArrayList<>();
        if (wanted.isReserved()) {
            preferences.add(resource -> resource.isReserved(wanted.reservationRole()));
        }
        preferences.add(Resource::isUnreserved);
        preferences.add(resource -> true);
        ResourcesBuilder found = ResourcesBuilder.empty();
        Resources remaining = Resources.of(wanted).toUnreserved();
        Resources pool = all;
        for (Predicate<Resource> preference : preferences) {
            for (Resource candidate : pool.filter(preference)) {
                Resources plain = Resources.of(candidate).toUnreserved();
                if (plain.contains(remaining)) {
                    remaining.forEach(part -> found.add(part.withReservations(candidate.reservations())));
                    return Optional.of(found.build());
                }
                if (remaining.contains(plain)) {
                    found.add(candidate);
                    pool = pool.minus(candidate);
                    remaining = remaining.minus(plain);
                }
            }
        }
        return Optional.empty();
    }
}
