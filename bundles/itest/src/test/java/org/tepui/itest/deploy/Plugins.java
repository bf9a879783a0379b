package org.tepui.itest.deploy;

import java.nio.charset.StandardCharsets;
import org.tepui.testkit.plugin.PluginJar;

/** Small plugins of the tests. */
final class Plugins {

    private static final String IMPORTS = "org.tepui.api.http;version=\"[0.1,1)\",org.tepui.api.allocator;version=\"[0.1,1)\"";
    static final String HANGS = "new java.util.concurrent.CountDownLatch(1).await();";

    private Plugins() {
    }

    /** An endpoint {@code /NAME/hello} that answers with that text. */
    static PluginJar endpoint(String name, String version, String text) {
        return endpoint(name, version, "/" + name + "/hello", text);
    }

    static PluginJar endpointAt(String name, String path, String text) {
        return endpoint(name, "1.0.0", path, text);
    }

    private static PluginJar endpoint(String name, String version, String path, String text) {
        return PluginJar.named(name, version).header("Import-Package", IMPORTS).activator(registration(path, "\"" + text + "\""), "");
    }

    /** Statements that register an endpoint. @param text an expression */
    static String registration(String path, String text) {
        return "context.registerService(org.tepui.api.http.HttpEndpoint.class, new org.tepui.api.http.HttpEndpoint() {"
                + " public String path() { return \"" + path + "\"; }"
                + " public java.util.concurrent.CompletionStage<org.tepui.api.http.HttpResponse> handle("
                + "org.tepui.api.http.HttpRequest request) { return java.util.concurrent.CompletableFuture.completedFuture("
                + "org.tepui.api.http.HttpResponse.text(200, " + text + ")); } }, null);";
    }

    /** The same, as a component that takes its text from the configuration {@code NAME}, property {@code text}; {@code none} without. */
    static PluginJar configured(String name) {
        String component = "<?xml version=\"1.0\"?><scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + name
                + "\" activate=\"set\" modified=\"set\"><implementation class=\"plugin.Hello\"/><service>"
                + "<provide interface=\"org.tepui.api.http.HttpEndpoint\"/></service></scr:component>";
        return PluginJar.named(name, "1.0.0").header("Import-Package", IMPORTS).header("Service-Component", "OSGI-INF/hello.xml")
                .entry("OSGI-INF/hello.xml", component.getBytes(StandardCharsets.UTF_8)).source("plugin.Hello",
                        "package plugin; public class Hello implements org.tepui.api.http.HttpEndpoint { private volatile Object text;"
                                + " public void set(java.util.Map<String, Object> p) { text = p.getOrDefault(\"text\", \"none\"); }"
                                + " public String path() { return \"/" + name + "/hello\"; }"
                                + " public java.util.concurrent.CompletionStage<org.tepui.api.http.HttpResponse> handle("
                                + "org.tepui.api.http.HttpRequest request) { return java.util.concurrent.CompletableFuture.completedFuture("
                                + "org.tepui.api.http.HttpResponse.text(200, String.valueOf(text))); } }");
    }

    /** A hook that adds the label {@code stamp} with that value. */
    static PluginJar hook(String name, String stamp) {
        return PluginJar.named("hook." + name, "1.0.0").header("Import-Package",
                "org.tepui.api.hook;version=\"[0.1,1)\",org.tepui.api.resource;version=\"[0.1,1)\"").activator(
                        "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name + "\");"
                                + " context.registerService(org.tepui.api.hook.Hook.class, new org.tepui.api.hook.Hook() {"
                                + " public java.util.Optional<org.tepui.api.resource.Labels> launchTaskLabels(org.tepui.api.hook.HookTask task,"
                                + " org.tepui.api.hook.HookFramework framework, org.tepui.api.hook.HookAgent agent) {"
                                + " java.util.List<org.tepui.api.resource.Label> all = new java.util.ArrayList<>(task.labels().list());"
                                + " all.add(org.tepui.api.resource.Label.of(\"stamp\", \"" + stamp + "\"));"
                                + " return java.util.Optional.of(org.tepui.api.resource.Labels.of(all)); } }, p);", "");
    }

    /** A contender and a detector in one: whoever contends leads. */
    static PluginJar election(String name) {
        return PluginJar.named("election." + name, "1.0.0").header("Import-Package", "org.tepui.api.election;version=\"[0.1,1)\"")
                .source("plugin.Election", "package plugin; import java.util.Optional; import java.util.concurrent.*; import org.tepui.api.election.*;"
                        + " public class Election implements MasterContender, MasterDetector {"
                        + " private final CompletableFuture<Optional<Leader>> leader = new CompletableFuture<>();"
                        + " public CompletionStage<CompletionStage<String>> contend(Leader candidate) { leader.complete(Optional.of(candidate));"
                        + " return CompletableFuture.completedFuture(new CompletableFuture<String>()); }"
                        + " public void withdraw() { }"
                        + " public CompletionStage<Optional<Leader>> detect(Optional<Leader> previous) {"
                        + " return previous.isPresent() ? new CompletableFuture<Optional<Leader>>() : leader; } }").activator(
                                "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name
                                        + "\"); context.registerService(new String[] {\"org.tepui.api.election.MasterContender\","
                                        + " \"org.tepui.api.election.MasterDetector\"}, Class.forName(\"plugin.Election\").getConstructor()"
                                        + ".newInstance(), p);", "");
    }

    /** An allocator that offers nothing. */
    static PluginJar allocator(String name) {
        return allocator("allocator." + name, name);
    }

    static PluginJar allocator(String bundle, String name) {
        return PluginJar.named(bundle, "1.0.0").header("Import-Package", IMPORTS).activator(
                "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name + "\");"
                        + " context.registerService(org.tepui.api.allocator.Allocator.class, new org.tepui.api.allocator.Allocator() {"
                        + " public void start(org.tepui.api.allocator.ClusterView view) { }"
                        + " public void apply(org.tepui.api.allocator.ClusterEvent event) { }"
                        + " public org.tepui.api.allocator.Plan plan(org.tepui.api.allocator.PlanRequest request) {"
                        + " return request.draft().plan(); }"
                        + " public void stop() { } }, p);", "");
    }

    /** An authorizer that allows everything. */
    static PluginJar authorizer(String name) {
        return PluginJar.named("authorizer." + name, "1.0.0").header("Import-Package", IMPORTS + ",org.tepui.api.authorization,org.tepui.api.identity")
                .activator("java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name + "\");"
                        + " org.tepui.api.authorization.Authorizer yes = (subject, action) ->"
                        + " java.util.concurrent.CompletableFuture.completedFuture(object -> true);"
                        + " context.registerService(org.tepui.api.authorization.Authorizer.class, yes, p);", "");
    }
}
