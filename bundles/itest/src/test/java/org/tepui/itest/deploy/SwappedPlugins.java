package org.tepui.itest.deploy;

import org.tepui.testkit.plugin.PluginJar;

/** Small plugins that tests swap: who decides shows in what they decide. */
final class SwappedPlugins {

    private static final String ACCESS = "org.tepui.api.http;version=\"[0.1,1)\",org.tepui.api.identity;version=\"[0.1,1)\","
            + "org.tepui.api.authorization;version=\"[0.1,1)\",org.tepui.api.authentication;version=\"[0.1,1)\"";

    private SwappedPlugins() {
    }

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
        return PluginJar.named("allocator." + name, "1.0.0").header("Import-Package", "org.tepui.api.allocator;version=\"[0.1,1)\"").activator(
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
