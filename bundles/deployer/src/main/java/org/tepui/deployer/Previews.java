package org.tepui.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.JarPreview;
import org.tepui.deployer.jar.BundleJar;
import org.tepui.deployer.jar.JarException;
import org.tepui.deployer.jar.JarLimits;
import org.tepui.deployer.jar.JarRules;
import org.tepui.deployer.plugin.PlatformFacts;

/** The same checks as for a file of {@code deploy/}, on a jar that is not installed. Any thread. */
final class Previews {

    private static final Logger LOG = LoggerFactory.getLogger(Previews.class);

    private final Path work;
    private final JarLimits limits;
    private final PlatformFacts facts;

    Previews(Path work, JarLimits limits, PlatformFacts facts) {
        this.work = work;
        this.limits = limits;
        this.facts = facts;
    }

    JarPreview of(byte[] jar) {
        Path file = null;
        try {
            file = Files.createTempFile(work, "preview-", ".jar");
            Files.write(file, jar);
            return of(BundleJar.read(file, limits));
        } catch (JarException e) {
            return refused(e.getMessage());
        } catch (IOException e) {
            return refused("could not be read: " + e);
        } finally {
            delete(file);
        }
    }

    private JarPreview of(BundleJar jar) {
        List<JarPreview.Offer> services = new ArrayList<>();
        jar.services().forEach(service -> services.add(JarPreview.Offer.of(service.service(), service.names())));
        List<String> missing = new ArrayList<>();
        for (BundleJar.Import wanted : jar.imports()) {
            boolean own = jar.exports().contains(wanted.name());
            String line = wanted.optional() || own ? "" : facts.missing(wanted.name(), wanted.range());
            if (!line.isEmpty()) {
                missing.add(line);
            }
        }
        return JarPreview.of(jar.symbolicName(), jar.version().toString(), services, missing, JarRules.refusals(jar, facts));
    }

    private static JarPreview refused(String line) {
        return JarPreview.of("", "", List.of(), List.of(), List.of(line));
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }
}
