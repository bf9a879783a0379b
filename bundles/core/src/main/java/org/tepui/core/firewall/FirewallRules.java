package org.tepui.core.firewall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.module.ModuleProperties;
import org.tepui.core.module.Seat;

/** Keeps the seat filled: the rule of the flag first, then the services in the order of their ranking, as they come and go. */
public final class FirewallRules implements ServiceTrackerCustomizer<FirewallRule, FirewallRule>, AutoCloseable {

    /** Name of the rule of the flag. */
    public static final String FLAG = "disabled_endpoints";

    private final BundleContext context;
    private final Seat<FirewallRule> seat;
    private final DisabledEndpoints configured;
    private final Map<ServiceReference<FirewallRule>, FirewallRule> services = new TreeMap<>(Comparator.reverseOrder());
    private final ServiceTracker<FirewallRule, FirewallRule> tracker;

    /** The rule of the flag is in force when this returns. */
    public FirewallRules(BundleContext context, Seat<FirewallRule> seat, DisabledEndpoints configured) {
        this.context = context;
        this.seat = seat;
        this.configured = configured;
        this.tracker = new ServiceTracker<>(context, FirewallRule.class, this);
        if (!configured.isEmpty()) {
            fill();
        }
    }

    /** From here on services count too. Returns the names of the rules that are in force. */
    public List<String> open() {
        tracker.open();
        return seat.current().names();
    }

    private synchronized void fill() {
        List<String> names = new ArrayList<>();
        List<FirewallRule> rules = new ArrayList<>();
        if (!configured.isEmpty()) {
            names.add(FLAG);
            rules.add(configured);
        }
        services.forEach((reference, rule) -> {
            Object name = reference.getProperty(ModuleProperties.NAME);
            names.add(name instanceof String text ? text : rule.getClass().getName());
            rules.add(rule);
        });
        seat.take(names, rules);
    }

    @Override
    public synchronized FirewallRule addingService(ServiceReference<FirewallRule> reference) {
        FirewallRule rule = context.getService(reference);
        if (rule != null) {
            services.put(reference, rule);
            fill();
        }
        return rule;
    }

    @Override
    public synchronized void modifiedService(ServiceReference<FirewallRule> reference, FirewallRule rule) {
        // The ranking may have changed, and with it the place in the sorted map.
        Map<ServiceReference<FirewallRule>, FirewallRule> before = new java.util.LinkedHashMap<>(services);
        services.clear();
        services.putAll(before);
        fill();
    }

    @Override
    public synchronized void removedService(ServiceReference<FirewallRule> reference, FirewallRule rule) {
        services.values().removeIf(other -> other == rule);
        fill();
        context.ungetService(reference);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
