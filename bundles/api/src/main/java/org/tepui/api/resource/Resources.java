package org.tepui.api.resource;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An immutable collection of resources, none of them empty. What can be one entry is one entry; a shared volume is one
 * entry with a number of copies; volumes and indivisible disks keep an entry each. Entries stay in the order in which
 * they came (a removed entry is replaced by the last one, which is what peers know); equality means "each contains the
 * other".
 */
public final class Resources implements Iterable<Resource> {
    public static final Resources EMPTY = new Resources(new Resource[0], null);

    private final Resource[] entries;
    /** Copies of each entry; null when nothing is shared. */
    private final int[] copies;
    private int hash;

    private Resources(Resource[] entries, int[] copies) {
        this.entries = entries;
        this.copies = copies;
    }

    /** Takes the arrays over; nobody may write to them any more. */
    static Resources wrap(Resource[] entries, int[] copies) {
        return entries.length == 0 ? EMPTY : new Resources(entries, copies);
    }

    public static Resources of(Resource... resources) {
        return of(Arrays.asList(resources));
    }

    /** The sum of these. */
    public static Resources of(Collection<Resource> resources) {
        ResourcesBuilder sum = new ResourcesBuilder(resources.size());
        for (Resource resource : resources) {
            sum.add(resource);
        }
        return sum.build();
    }

    /**
     * Reads {@code cpus:2;mem:1024;ports(role):[31000-32000];disks:{a,b}} as the agent's flag has it. A role in brackets
     * makes a static reservation; without brackets the default role counts. The JSON form is read in bundle protocol.
     *
     * @throws ResourceException TEXT_SYNTAX, TYPE_CONFLICT (one name with two types), and whatever a resource can be wrong in
     */
    public static Resources parse(String text, String defaultRole) {
        Resources parsed = of(ResourceText.parse(text, defaultRole));
        requireCommandLine(parsed);
        return parsed;
    }

    /** @see #parse(String, String) */
    public static Resources parse(String text) {
        return parse(text, Roles.STAR);
    }

    /**
     * Refuses what only operations make (volumes, dynamic reservations, revocable) and a name with two types.
     *
     * @throws ResourceException OPERATION_UNSUPPORTED or TYPE_CONFLICT
     */
    public static void requireCommandLine(Resources resources) {
        ResourceText.requireCommandLine(resources);
    }

    public boolean isEmpty() {
        return entries.length == 0;
    }

    /** Number of entries; a shared volume is one however many copies there are. */
    public int size() {
        return entries.length;
    }

    public Resource get(int index) {
        return entries[index];
    }

    /** Copies of the entry: 1 unless shared. */
    public int copies(int index) {
        return copies == null ? 1 : copies[index];
    }

    /** Copies of exactly this resource; 0 when it is no entry. */
    public int count(Resource resource) {
        for (int i = 0; i < entries.length; i++) {
            if (entries[i].equals(resource)) {
                return copies(i);
            }
        }
        return 0;
    }

    public Resources plus(Resources that) {
        if (that.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return that;
        }
        ResourcesBuilder sum = new ResourcesBuilder(this, that.size());
        sum.add(that);
        return sum.build();
    }

    public Resources plus(Resource that) {
        ResourcesBuilder sum = new ResourcesBuilder(this, 1);
        sum.add(that);
        return sum.build();
    }

    /**
     * The difference. What is not there is ignored, and an entry that would go below zero vanishes; who must not lose
     * anything asks {@link #contains(Resources)} first.
     */
    public Resources minus(Resources that) {
        if (isEmpty() || that.isEmpty()) {
            return this;
        }
        ResourcesBuilder rest = new ResourcesBuilder(this, 0);
        rest.subtract(that);
        return rest.build();
    }

    public Resources minus(Resource that) {
        ResourcesBuilder rest = new ResourcesBuilder(this, 0);
        rest.subtract(that, 1);
        return rest.build();
    }

    public boolean contains(Resources that) {
        ResourcesBuilder remaining = null;
        for (int i = 0; i < that.entries.length; i++) {
            Resource wanted = that.entries[i];
            boolean found = remaining == null ? contains(wanted, that.copies(i))
                    : remaining.contains(wanted, that.copies(i));
            if (!found) {
                return false;
            }
            // Two equal volumes need two; everything else that is equal is one entry already.
            if (wanted.isPersistentVolume()) {
                remaining = remaining == null ? new ResourcesBuilder(this, 0) : remaining;
                remaining.subtract(wanted, that.copies(i));
            }
        }
        return true;
    }

    public boolean contains(Resource that) {
        return contains(that, 1);
    }

    private boolean contains(Resource that, int count) {
        for (int i = 0; i < entries.length; i++) {
            if ((!that.shared || copies(i) >= count) && ResourceAlgebra.contains(entries[i], that)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is at least this much by name; ranges and sets count by their size. */
    public boolean contains(Quantities quantities) {
        return Quantities.ofAll(this).contains(quantities);
    }

    public Resources filter(Predicate<Resource> predicate) {
        int kept = 0;
        Resource[] found = new Resource[entries.length];
        int[] foundCopies = copies == null ? null : new int[entries.length];
        for (int i = 0; i < entries.length; i++) {
            if (predicate.test(entries[i])) {
                if (foundCopies != null) {
                    foundCopies[kept] = copies[i];
                }
                found[kept++] = entries[i];
            }
        }
        return kept == entries.length ? this
                : wrap(Arrays.copyOf(found, kept), foundCopies == null ? null : Arrays.copyOf(foundCopies, kept));
    }

    public Resources reserved() {
        return filter(Resource::isReserved);
    }

    /** Reserved to exactly this role. */
    public Resources reserved(String role) {
        return filter(resource -> resource.isReserved(role));
    }

    public Resources unreserved() {
        return filter(Resource::isUnreserved);
    }

    /** Unreserved, or reserved to the role or a role above it. */
    public Resources allocatableTo(String role) {
        return filter(resource -> resource.isAllocatableTo(role));
    }

    public Resources reservedToRoleSubtree(String role) {
        return filter(resource -> resource.isReservedToRoleSubtree(role));
    }

    public Resources allocatedToRoleSubtree(String role) {
        return filter(resource -> resource.isAllocatedToRoleSubtree(role));
    }

    public Resources revocable() {
        return filter(Resource::isRevocable);
    }

    public Resources nonRevocable() {
        return filter(resource -> !resource.isRevocable());
    }

    public Resources shared() {
        return copies == null ? EMPTY : filter(Resource::isShared);
    }

    public Resources nonShared() {
        return copies == null ? this : filter(resource -> !resource.isShared());
    }

    public Resources scalars() {
        return filter(Resource::isScalar);
    }

    public Resources persistentVolumes() {
        return filter(Resource::isPersistentVolume);
    }

    public Resources named(String name) {
        return filter(resource -> resource.name().equals(name));
    }

    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (Resource entry : entries) {
            names.add(entry.name());
        }
        return names;
    }

    /** Thousandths of all scalars of the name, a shared volume once; 0 when there are none. */
    public long thousandths(String name) {
        long sum = 0;
        for (Resource entry : entries) {
            if (entry.isScalar() && entry.name().equals(name)) {
                sum = ScalarValue.saturatedAdd(sum, entry.thousandths());
            }
        }
        return sum;
    }

    /** All values of the name and type added up; empty when there are none. */
    public Optional<Value> total(String name, Value.Type type) {
        Value sum = null;
        for (Resource entry : entries) {
            if (entry.type() == type && entry.name().equals(name)) {
                sum = sum == null ? entry.value() : ResourceAlgebra.plus(sum, entry.value());
            }
        }
        return Optional.ofNullable(sum);
    }

    /** Scalars by name, a shared volume once. */
    public Quantities quantities() {
        return Quantities.ofScalars(this);
    }

    /** Reserved resources by the role of the innermost reservation, in order of appearance. */
    public Map<String, Resources> reservations() {
        return by(true);
    }

    /** By allocation role, in order of appearance; unallocated ones are left out. */
    public Map<String, Resources> allocations() {
        return by(false);
    }

    private Map<String, Resources> by(boolean reservation) {
        Map<String, ResourcesBuilder> sums = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i++) {
            Resource entry = entries[i];
            String role = reservation ? (entry.isReserved() ? entry.reservationRole() : null) : entry.allocationRole;
            if (role != null) {
                sums.computeIfAbsent(role, any -> new ResourcesBuilder(4)).add(entry, copies(i));
            }
        }
        Map<String, Resources> result = new LinkedHashMap<>();
        for (Map.Entry<String, ResourcesBuilder> sum : sums.entrySet()) {
            result.put(sum.getKey(), sum.getValue().build());
        }
        return result;
    }

    public Resources allocate(String role) {
        return map(resource -> resource.withAllocationRole(role));
    }

    public Resources unallocate() {
        return map(resource -> resource.withAllocationRole(null));
    }

    /** Every entry with one more reservation. @throws ResourceException when it does not fit one of them */
    public Resources pushReservation(Reservation reservation) {
        return map(resource -> resource.pushReservation(reservation));
    }

    /** Every entry without its innermost reservation. @throws ResourceException RESERVATION_MISSING */
    public Resources popReservation() {
        return map(Resource::popReservation);
    }

    public Resources toUnreserved() {
        return map(resource -> resource.isUnreserved() ? resource : resource.withReservations());
    }

    /** The sum of the entries after a change to each; copies of shared ones are kept. */
    public Resources map(UnaryOperator<Resource> change) {
        ResourcesBuilder sum = new ResourcesBuilder(entries.length);
        boolean changed = false;
        for (int i = 0; i < entries.length; i++) {
            Resource result = change.apply(entries[i]);
            changed |= result != entries[i];
            sum.add(result, copies(i));
        }
        return changed ? sum.build() : this;
    }

    /**
     * The part that fits into the quantities; a name without a quantity counts as none. Divisible scalars are cut,
     * indivisible ones (volumes, MOUNT, BLOCK, RAW with id) are taken whole or not at all. Entries are tried in the order
     * given, a permutation of 0..size-1; null means as they stand. Not scalar entries are left out.
     */
    public Resources shrink(Quantities target, int[] order) {
        return target.isEmpty() ? EMPTY : ResourcesShrink.toQuantities(this, target, order);
    }

    /** The part that stays within the limits; a name without a limit is taken as it is. Order as in {@link #shrink}. */
    public Resources shrink(Limits limits, int[] order) {
        return limits.isEmpty() ? this : ResourcesShrink.toLimits(this, limits, order);
    }

    /**
     * Looks for resources of the sizes wanted, whatever their reservation: first those of the wanted role, then
     * unreserved ones, then any.
     *
     * @return the resources found as they are reserved here; empty when there is not enough
     */
    public Optional<Resources> find(Resources wanted) {
        return ResourcesFind.find(this, wanted);
    }

    /** After the conversion. @throws ResourceException NOT_CONTAINED, SHARED_COPIES */
    public Resources apply(ResourceConversion conversion) {
        return conversion.apply(this);
    }

    /** After all conversions, one after the other, or none. @throws ResourceException as {@link #apply(ResourceConversion)} */
    public Resources apply(Iterable<ResourceConversion> conversions) {
        Resources result = this;
        for (ResourceConversion conversion : conversions) {
            result = conversion.apply(result);
        }
        return result;
    }

    /** Entries in order; a shared volume comes once. */
    @Override
    public Iterator<Resource> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < entries.length;
            }

            @Override
            public Resource next() {
                if (next == entries.length) {
                    throw new NoSuchElementException();
                }
                return entries[next++];
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Resources that && hashCode() == that.hashCode()
                && contains(that) && that.contains(this));
    }

    /** The same for any order, and for a disk of its own listed once or twice (equality takes these as the same). */
    @Override
    public int hashCode() {
        if (hash == 0 && entries.length > 0) {
            int or = 0;
            int and = -1;
            int max = Integer.MIN_VALUE;
            for (Resource entry : entries) {
                int one = entry.hashCode();
                or |= one;
                and &= one;
                max = Math.max(max, one);
            }
            hash = 31 * (31 * or + and) + max;
        }
        return hash;
    }

    /** As the original prints it: entries separated by {@code "; "}, {@code {}} when empty. */
    @Override
    public String toString() {
        return ResourceText.print(this);
    }
}
