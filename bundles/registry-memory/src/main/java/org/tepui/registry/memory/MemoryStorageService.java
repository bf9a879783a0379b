package org.tepui.registry.memory;

import org.osgi.service.component.annotations.Component;
import org.tepui.api.registry.Storage;

/** {@code --registry=in_memory}. */
@Component(service = Storage.class, property = "tepui.module.name=in_memory")
public final class MemoryStorageService extends MemoryStorage {

    /** A storage of the default size. */
    public MemoryStorageService() {
        super(DEFAULT_BYTES_MAX);
    }
}
