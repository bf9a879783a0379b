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

    private static final String ACCESS = "org.tepui.api.http;version=\"[0.1,1)\",org.tepui.api.identity;version=\"[0.1,1)\","
            + "org.tepui.api.authorization;version=\"[0.1,1)\",org.tepui.api.authentication;version=\"[0.1,1)\"";

    /** An authorizer that allows everything to everybody but the principal {@code denied} and nobody, and to no one the action {@code not}. */
    static PluginJar authorizer(String name, String not) {
        return PluginJar.named("authorizer." + name, "1.0.0").header("Import-Package", ACCESS).activator(
                "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name + "\");"
                        + " context.registerService(org.tepui.api.authorization.Authorizer.class, (org.tepui.api.authorization.Authorizer)"
                        + " (subject, action) -> java.util.concurrent.CompletableFuture.completedFuture(object -> !action.equals(\"" + not
                        + "\") && (action.equals(\"REGISTER_AGENT\") || subject.flatMap(who -> who.value())"
                        + ".filter(who -> !who.equals(\"denied\")).isPresent())), p);", "");
    }

    /** An HTTP authenticator that knows the one who sends {@code X-Token: secret-of-NAME} as NAME. */
    static PluginJar httpAuthenticator(String name) {
        String api = "org.tepui.api.authentication.";
        return PluginJar.named("authenticator." + name, "1.0.0").header("Import-Package", ACCESS).activator(
                "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name + "\");"
                        + " context.registerService(" + api + "HttpAuthenticator.class, new " + api + "HttpAuthenticator() {"
                        + " public String scheme() { return \"Token\"; }"
                        + " public java.util.concurrent.CompletionStage<" + api + "HttpIdentity> authenticate(String realm,"
                        + " org.tepui.api.http.HttpRequest request) { String token = request.header(\"X-Token\").orElse(\"\");"
                        + " return java.util.concurrent.CompletableFuture.completedFuture(token.startsWith(\"secret-of-\")"
                        + " ? " + api + "HttpIdentity.of(org.tepui.api.identity.Principal.of(token.substring(10)))"
                        + " : " + api + "HttpIdentity.challenge(\"Token\", token.isEmpty() ? " + api + "HttpIdentity.Fault.MISSING : "
                        + api + "HttpIdentity.Fault.WRONG)); } }, p);", "");
    }

    /** An allocator that offers all to the first who may have it, and says {@code STAMP NAME EPOCH} on standard error for each plan. */
    static PluginJar stamping(String name) {
        return PluginJar.named("allocator." + name, "1.0.0").header("Import-Package", IMPORTS).activator(
                "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + name + "\");"
                        + " context.registerService(org.tepui.api.allocator.Allocator.class, new org.tepui.api.allocator.Allocator() {"
                        + " public void start(org.tepui.api.allocator.ClusterView view) { }"
                        + " public org.tepui.api.allocator.Plan plan(org.tepui.api.allocator.PlanRequest request) {"
                        + " System.err.println(\"STAMP " + name + " \" + request.view().epoch());"
                        + " int[] roles = new int[request.view().roleCount()]; int[] all = new int[request.view().frameworkSlots()];"
                        + " for (int i = 0; i < request.agentCount(); i++) { int agent = request.agent(i);"
                        + " for (int r = 0, n = request.draft().roles(agent, roles); r < n; r++) {"
                        + " for (int f = 0, m = request.draft().frameworks(agent, roles[r], all); f < m; f++) {"
                        + " request.draft().offer(agent, roles[r], all[f]); } } } return request.draft().plan(); } }, p);", "");
    }
}
