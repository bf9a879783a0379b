package org.tepui.core.frameworks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.ResourceChecks;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Roles;
import org.tepui.api.resource.ScalarValue;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.OfferFilters;
import org.tepui.protocol.mesos.Value;

/** What a FrameworkInfo must be like. Answers the text that schedulers know, or nothing. */
public final class FrameworkRules {

    private static final double NANOS_MAX_SECONDS = Long.MAX_VALUE / 1e9;

    private FrameworkRules() {
    }

    /** Roles, id, offer filters, failover timeout, in this order. */
    public static Optional<String> check(FrameworkInfo info) {
        return roles(info).or(() -> id(info)).or(() -> filters(info)).or(() -> failoverTimeout(info));
    }

    private static Optional<String> roles(FrameworkInfo info) {
        if (!isMultiRole(info)) {
            if (info.getRolesCount() > 0) {
                return Optional.of("'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable");
            }
            return roleError(info.getRole()).map(cause -> "'FrameworkInfo.role' is not a valid role: " + cause);
        }
        if (info.hasRole()) {
            return Optional.of("'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable");
        }
        SortedSet<String> seen = new TreeSet<>();
        SortedSet<String> twice = new TreeSet<>();
        info.getRolesList().stream().filter(role -> !seen.add(role)).forEach(twice::add);
        if (!twice.isEmpty()) {
            return Optional.of("'FrameworkInfo.roles' contains duplicate items: " + set(twice));
        }
        for (String role : info.getRolesList()) {
            Optional<String> cause = roleError(role);
            if (cause.isPresent()) {
                return Optional.of("'FrameworkInfo.roles' contains invalid role: " + cause.get());
            }
        }
        return Optional.empty();
    }

    /** Why the name is no role name. */
    public static Optional<String> roleError(String role) {
        try {
            Roles.validate(role);
            return Optional.empty();
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> id(FrameworkInfo info) {
        if (!info.hasId() || info.getId().getValue().isEmpty()) {
            return Optional.empty();
        }
        try {
            ResourceChecks.id(info.getId().getValue());
            return Optional.empty();
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> filters(FrameworkInfo info) {
        for (OfferFilters filters : new TreeMap<>(info.getOfferFiltersMap()).values()) {
            for (OfferFilters.ResourceQuantities quantities : filters.getMinAllocatableResources().getQuantitiesList()) {
                if (quantities.getQuantitiesCount() == 0) {
                    return Optional.of("Resource quantities must contain at least one quantity");
                }
                for (Map.Entry<String, Value.Scalar> entry : new TreeMap<>(quantities.getQuantitiesMap()).entrySet()) {
                    Optional<String> cause = scalarError(entry.getValue().getValue());
                    if (cause.isPresent()) {
                        return Optional.of("Invalid resource quantity for '" + entry.getKey() + "': " + cause.get());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> scalarError(double value) {
        if (Double.isInfinite(value)) {
            return Optional.of("Infinite values not supported");
        }
        if (Double.isNaN(value)) {
            return Optional.of("NaN not supported");
        }
        if (value != 0 && Math.abs(value) < Double.MIN_NORMAL) {
            return Optional.of("Subnormal values not supported");
        }
        return value < 0 ? Optional.of("Negative values not supported") : Optional.empty();
    }

    private static Optional<String> failoverTimeout(FrameworkInfo info) {
        double seconds = info.getFailoverTimeout();
        boolean fits = Math.abs(seconds) < NANOS_MAX_SECONDS;
        return fits ? Optional.empty() : Optional.of("The framework failover_timeout (" + general(seconds) + ") is invalid");
    }

    /** As {@code %g} of C prints it. */
    static String general(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        int magnitude = Math.abs(exponent);
        return (rounded.signum() < 0 ? "-" : "") + mantissa + "e" + sign + (magnitude < 10 ? "0" : "") + magnitude;
    }

    public static boolean isMultiRole(FrameworkInfo info) {
        return info.getCapabilitiesList().stream()
                .anyMatch(capability -> capability.getType() == FrameworkInfo.Capability.Type.MULTI_ROLE);
    }

    /** Roles that it subscribes to, sorted. */
    public static List<String> rolesOf(FrameworkInfo info) {
        return isMultiRole(info) ? List.copyOf(new TreeSet<>(info.getRolesList())) : List.of(info.getRole());
    }

    /** What a framework is told that may not have one of its roles. */
    static String unauthorized(FrameworkInfo info) {
        return "Not authorized to register framework " + info.getId().getValue() + " with roles " + set(new TreeSet<>(rolesOf(info)));
    }

    /** Suppressed roles must be roles of the framework. */
    public static Optional<String> suppressed(FrameworkInfo info, Collection<String> suppressed) {
        SortedSet<String> strangers = new TreeSet<>(suppressed);
        strangers.removeAll(new TreeSet<>(rolesOf(info)));
        return strangers.isEmpty() ? Optional.empty() : Optional.of("Suppressed roles " + set(strangers)
                + " are not contained in the set of roles");
    }

    /** As sets are printed: {@code { a, b }}. */
    public static String set(Collection<String> items) {
        return items.isEmpty() ? "{}" : "{ " + String.join(", ", items) + " }";
    }

    /** The framework's own minimum for offers in the role; null when the master's flag decides. */
    static List<Quantities> minimum(FrameworkInfo info, String role) {
        OfferFilters filters = info.getOfferFiltersMap().get(role);
        if (filters == null || !filters.hasMinAllocatableResources()) {
            return null;
        }
        List<Quantities> alternatives = new ArrayList<>();
        for (OfferFilters.ResourceQuantities quantities : filters.getMinAllocatableResources().getQuantitiesList()) {
            Map<String, Long> amounts = new TreeMap<>();
            quantities.getQuantitiesMap().forEach((name, scalar) ->
                    amounts.put(name, Math.max(0, ScalarValue.toThousandths(scalar.getValue()))));
            alternatives.add(Quantities.ofThousandths(amounts));
        }
        return alternatives;
    }
}
