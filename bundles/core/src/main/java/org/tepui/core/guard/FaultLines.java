package org.tepui.core.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.ModuleFault;

/** Log lines about faults: the first ones of a module with their stack, then one in so many, so that a broken module cannot fill a disk. */
final class FaultLines {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int FIRST = 5;
    private static final int ONE_IN = 1000;

    private final Map<Guarded, AtomicLong> counts = new ConcurrentHashMap<>();

    void tell(Guarded module, ModuleFault fault) {
        long number = counts.computeIfAbsent(module, key -> new AtomicLong()).incrementAndGet();
        if (number <= FIRST) {
            LOG.warn("{}, fault {}: {}{}", module, number, fault, fault.stack().isEmpty() ? "" : "\n\tat " + String.join("\n\tat ", fault.stack()));
        } else if (number % ONE_IN == 0) {
            LOG.warn("{}, fault {}: {}", module, number, fault);
        }
    }
}
