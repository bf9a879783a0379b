package org.tepui.itest.deploy;

import java.nio.charset.StandardCharsets;

/** Small plugins of the tests. */
final class Plugins {

    private static final String IMPORTS = "org.tepui.api.http;version=\"[0.1,1)\",org.tepui.api.allocator;version=\"[0.1,1)\"";
    static final String HANGS = "new java.util.concurrent.CountDownLatch(1).await();";

    private Plugins() {
    }

    /** An endpoint {@code /NAME/hello} that answers with that text. */
    static PluginJar endpoint(String name, String version, String text) {
        return PluginJar.named(name, version).header("Import-Package", IMPORTS).activator(
                "context.registerService(org.tepui.api.http.HttpEndpoint.class, new org.tepui.api.http.HttpEndpoint() {"
                        + " public String path() { return \"/" + name + "/hello\"; }"
                        + " public java.util.concurrent.CompletionStage<org.tepui.api.http.HttpResponse> handle("
                        + "org.tepui.api.http.HttpRequest request) { return java.util.concurrent.CompletableFuture.completedFuture("
                        + "org.tepui.api.http.HttpResponse.text(200, \"" + text + "\")); } }, null);", "");
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

    /** An allocator that offers nothing. */
    static PluginJar allocator(String name) {
        return PluginJar.named("allocator." + name, "1.0.0").header("Import-Package", IMPORTS).activator(
                "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name + "\");"
                        + " context.registerService(org.tepui.api.allocator.Allocator.class, new org.tepui.api.allocator.Allocator() {"
                        + " public void start(org.tepui.api.allocator.ClusterView view) { }"
                        + " public void apply(org.tepui.api.allocator.ClusterEvent event) { }"
                        + " public org.tepui.api.allocator.Plan plan(org.tepui.api.allocator.PlanRequest request) {"
                        + " return request.draft().plan(); }"
                        + " public void stop() { } }, p);", "");
    }
}
