package org.tepui.deployer.conf;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.tepui.api.module.ModuleProperties;

/** Configuration Admin; any bundle may receive what comes from here, whenever it is installed. */
public final class AdminTarget implements ConfTarget {

    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;

    public AdminTarget(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public void set(String pid, String file, Map<String, Object> values) throws IOException {
        Hashtable<String, Object> all = new Hashtable<>(values);
        all.put(ModuleProperties.CONF_FILE, file);
        configuration(pid).updateIfDifferent(all);
    }

    @Override
    public void delete(String pid) throws IOException {
        configuration(pid).delete();
    }

    private Configuration configuration(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0 ? admin.getConfiguration(pid, ANY_LOCATION)
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANY_LOCATION);
    }
}
