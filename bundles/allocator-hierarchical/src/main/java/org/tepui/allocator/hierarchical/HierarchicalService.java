package org.tepui.allocator.hierarchical;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.tepui.api.allocator.Allocator;

/** {@code --allocator=hierarchical}, also by its old name. One object a user: an allocator has the state of its cluster. */
@Component(service = Allocator.class, scope = ServiceScope.PROTOTYPE,
        property = {"tepui.module.name=hierarchical", "tepui.module.name=HierarchicalDRF"})
public final class HierarchicalService extends HierarchicalAllocator {
}
