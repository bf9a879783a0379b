package org.tepui.api.allocator;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The cluster as of one epoch. Reads cost an array access and allocate nothing. Slots run from 0 to the count exclusive; a slot may be
 * vacant ({@code isAgent}, {@code isFramework} are false) and is used again after its removal event.
 */
@ProviderType
public interface ClusterView {

    long epoch();

    int resourceCount();

    /** Name such as {@code cpus}; only scalars have an id. */
    String resourceName(int resource);

    /** Non-revocable and revocable scalars of all agents, in thousandths. */
    long total(int resource);

    /** True for names in {@code --fair_sharing_excluded_resource_names}. */
    boolean isExcludedFromFairness(int resource);

    int roleCount();

    /** Role path such as {@code eng/web}. */
    String roleName(int role);

    /** Weight of the role path, 1.0 unless set. */
    double roleWeight(int role);

    /** Offered or allocated to the frameworks of this role (not of its children), in thousandths. */
    long roleAllocated(int role, int resource);

    int frameworkSlots();

    boolean isFramework(int framework);

    String frameworkId(int framework);

    boolean isFrameworkActive(int framework);

    /** Roles that the framework subscribes to, ascending. Not to be modified. */
    int[] frameworkRoles(int framework);

    boolean isSuppressed(int framework, int role);

    /** Offered or allocated to the framework in the role, in thousandths. */
    long frameworkAllocated(int framework, int role, int resource);

    int agentSlots();

    boolean isAgent(int agent);

    String agentId(int agent);

    boolean isAgentActive(int agent);

    long agentTotal(int agent, int resource);

    /** Neither offered nor allocated, any reservation, in thousandths; negative while an agent is overcommitted. */
    long agentFree(int agent, int resource);
}
