package org.tepui.deployer.conf;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configurations that are there from the start, and files in front of them: a file wins for as long as it is there. */
public final class LayeredTarget implements ConfTarget {

    private static final Logger LOG = LoggerFactory.getLogger(LayeredTarget.class);

    /** Where those of the start come from, as a file of conf/ would be named. */
    private static final String MANIFEST = "--modules";

    private final ConfTarget target;
    private final Map<String, Map<String, Object>> base;

    public LayeredTarget(ConfTarget target, Map<String, Map<String, Object>> base) {
        this.target = target;
        this.base = new TreeMap<>(base);
    }

    /** Sets what is there from the start. Before anything is configured, and before a bundle is started that wants it. */
    public void open() {
        base.forEach((pid, values) -> {
            try {
                target.set(pid, MANIFEST, values);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The parameters of module {} could not be set: {}", pid, e.toString());
            }
        });
    }

    @Override
    public void set(String pid, String file, Map<String, Object> values) throws IOException {
        target.set(pid, file, values);
    }

    @Override
    public void delete(String pid) throws IOException {
        if (base.containsKey(pid)) {
            target.set(pid, MANIFEST, base.get(pid));
        } else {
            target.delete(pid);
        }
    }
}
