package org.tepui.deployer.jar;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A service that a jar says it offers.
 *
 * @param service name of the interface
 * @param names values of {@code tepui.module.name}
 */
public record DeclaredService(String service, List<String> names) {

    private static final String NAME = "tepui.module.name";
    private static final int COMPONENTS_MAX = 1_000;

    /** From the components' descriptions, and from {@code Provide-Capability: osgi.service} for those that no component has. */
    static List<DeclaredService> of(ZipFile zip, Attributes headers) throws IOException, JarException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        int components = 0;
        for (Clause clause : Clause.parse(headers.getValue("Service-Component"))) {
            for (String path : clause.names()) {
                ZipEntry entry = zip.getEntry(path);
                if (entry != null && !entry.isDirectory() && components++ < COMPONENTS_MAX) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        readComponent(in, found);
                    } catch (XMLStreamException e) {
                        throw JarException.refused("has a component description " + path + " that is no XML: "
                                + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
                    }
                }
            }
        }
        for (Clause clause : Clause.parse(headers.getValue("Provide-Capability"))) {
            if (clause.names().contains("osgi.service")) {
                for (String service : Clause.split(clause.attributes().getOrDefault("objectClass", ""), ',')) {
                    if (!service.isBlank()) {
                        add(found, service.strip(), clause.attributes().containsKey(NAME) ? List.of(clause.attributes().get(NAME)) : List.of());
                    }
                }
            }
        }
        List<DeclaredService> services = new ArrayList<>();
        found.forEach((service, names) -> services.add(new DeclaredService(service, List.copyOf(names))));
        return List.copyOf(services);
    }

    private static void readComponent(InputStream in, Map<String, List<String>> found) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<String> services = new ArrayList<>();
        List<String> names = new ArrayList<>();
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        try {
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("provide")) {
                    services.add(String.valueOf(xml.getAttributeValue(null, "interface")));
                } else if (xml.getLocalName().equals("property") && NAME.equals(xml.getAttributeValue(null, "name"))) {
                    String value = xml.getAttributeValue(null, "value");
                    names.addAll(value != null ? List.of(value) : Arrays.asList(xml.getElementText().strip().split("\\s*\\R\\s*")));
                }
            }
        } finally {
            xml.close();
        }
        services.forEach(service -> add(found, service, names));
    }

    private static void add(Map<String, List<String>> found, String service, List<String> names) {
        List<String> known = found.computeIfAbsent(service, any -> new ArrayList<>());
        names.stream().filter(name -> !known.contains(name)).forEach(known::add);
    }
}
