package org.tepui.deployer.conf;

import java.io.IOException;
import java.util.Map;

/** Where configurations go. */
public interface ConfTarget {

    /** Sets a configuration whole. @param pid such as {@code org.tepui.modules}, or {@code PID~name} for one of several @param file its name */
    void set(String pid, String file, Map<String, Object> values) throws IOException;

    void delete(String pid) throws IOException;
}
