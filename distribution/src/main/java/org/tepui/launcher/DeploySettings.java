package org.tepui.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tepui.flags.Parsed;
import org.tepui.flags.master.MasterFlags;

/** Hands the flags of hot deployment to the deployer, as framework properties. Only a master has one. */
final class DeploySettings {

    private DeploySettings() {}

    static Map<String, String> of(Parsed flags, String command) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (command.equals("master")) {
            MasterFlags.DEPLOY_DIR.find(flags).ifPresent(text -> properties.put("tepui.deploy", Path.of(text).toAbsolutePath().toString()));
            MasterFlags.CONF_DIR.find(flags).ifPresent(text -> properties.put("tepui.conf", Path.of(text).toAbsolutePath().toString()));
            properties.put("tepui.deploy.deadline_ms", String.valueOf(MasterFlags.DEPLOY_DEADLINE.get(flags).toMillis()));
        }
        return properties;
    }
}
