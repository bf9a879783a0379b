package org.tepui.itest.deploy;

import org.tepui.testkit.plugin.PluginJar;

/** Modules that behave as badly as one JVM lets them, each in the way that its name says: {@code throws}, {@code hangs}, {@code null}, ... */
final class HostilePlugins {

    private static final String IMPORTS = "org.osgi.framework,org.tepui.api.http,org.tepui.api.allocator,org.tepui.api.authentication,"
            + "org.tepui.api.authorization,org.tepui.api.firewall,org.tepui.api.module,org.tepui.api.identity";

    private static final String HEAD = """
        package plugin;
        import java.util.*;
        import java.util.concurrent.*;
        import org.osgi.framework.BundleContext;
        import org.tepui.api.allocator.*;
        import org.tepui.api.authentication.*;
        import org.tepui.api.authorization.*;
        import org.tepui.api.firewall.*;
        import org.tepui.api.http.*;
        import org.tepui.api.identity.Principal;
        import org.tepui.api.module.*;
        public class Bad implements org.osgi.framework.BundleActivator {
            static final ThreadLocal<Object> PIN = new ThreadLocal<>();
            final String mode; final BundleContext context;
            public Bad() { this("", null); }
            public void start(BundleContext context) { begin(context); }
            public void stop(BundleContext context) { }
            Bad(String mode, BundleContext context) { this.mode = mode; this.context = context; }
            /** Null, or never, or an exception. */
            <T> T act(String where) {
                PIN.set(new Bad(mode, context));
                if (mode.startsWith("throws")) { throw new IllegalStateException("on purpose in " + where); }
                while (mode.startsWith("hangs")) {
                    try { Thread.sleep(60_000); } catch (InterruptedException e) { Thread.interrupted(); }
                }
                if (mode.equals("calls")) { call(); }
                return null;
            }
            /** Back into the master, and waits for it. */
            void call() {
                try {
                    HttpEndpoints endpoints = context.getService(context.getServiceReference(HttpEndpoints.class));
                    endpoints.ask(HttpRequest.of("GET", "/master/state", Map.of(), List.of(), new byte[0], "127.0.0.1:1", true,
                        Optional.empty())).toCompletableFuture().join();
                } catch (RuntimeException | LinkageError e) { System.err.println("plugin: " + e); }
                try {
                    org.tepui.api.module.Modules modules = context.getService(context.getServiceReference(org.tepui.api.module.Modules.class));
                    modules.swap(ModuleKind.ALLOCATOR, List.of("hierarchical"), "plugin", "from within").toCompletableFuture().join();
                } catch (RuntimeException | LinkageError e) { System.err.println("plugin: " + e); }
            }
            void register(Class<?> type, Object module) {
                Hashtable<String, Object> properties = new Hashtable<>();
                properties.put("tepui.module.name", mode);
                context.registerService(type.getName(), module, properties);
            }
        """;

    private HostilePlugins() {
    }

    /** Each mode is a module of that name; the ones with {@code -start} fail already when they start. */
    static PluginJar allocators() {
        return jar("bad.allocators", """
                static void begin(BundleContext context) {
                    for (String mode : List.of("throws", "hangs", "null", "calls", "throws-start", "hangs-start")) {
                        new Bad(mode, context).allocator();
                    }
                }
                void allocator() {
                    register(Allocator.class, new Allocator() {
                        public void start(ClusterView view) { if (mode.endsWith("-start")) { act("start"); } }
                        public void apply(ClusterEvent event) { if (mode.startsWith("throws")) { act("apply"); } }
                        public Plan plan(PlanRequest request) {
                            Plan plan = act("plan");
                            return mode.equals("calls") ? request.draft().plan() : plan;
                        }
                        public void stop() { if (!mode.startsWith("hangs")) { act("stop"); } }
                    });
                }
            """);
    }

    static PluginJar access() {
        return jar("bad.access", """
                static void begin(BundleContext context) {
                    for (String mode : List.of("throws", "hangs", "null", "calls", "throws-later", "hangs-later")) {
                        new Bad(mode, context).access();
                    }
                }
                void access() {
                    register(HttpAuthenticator.class, new HttpAuthenticator() {
                        public void configure(SortedMap<String, String> parameters) { }
                        public String scheme() { return act("scheme"); }
                        public CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request) { return act("authenticate"); }
                    });
                    register(Authorizer.class, new Authorizer() {
                        public void configure(SortedMap<String, String> parameters) { }
                        public CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action) {
                            if (mode.endsWith("-later")) {
                                return CompletableFuture.completedFuture(object -> { act("approved"); return true; });
                            }
                            return act("approver");
                        }
                    });
                }
            """);
    }

    /** A rule for every request. */
    static PluginJar rule(String mode) {
        return jar("bad.rule", """
                static void begin(BundleContext context) {
                    Bad bad = new Bad("%s", context);
                    bad.register(FirewallRule.class, (FirewallRule) request -> bad.act("refuse"));
                }
            """.formatted(mode));
    }

    /** At {@code /bad/MODE}. */
    static PluginJar endpoints() {
        return jar("bad.endpoints", """
                static void begin(BundleContext context) {
                    for (String mode : List.of("throws", "hangs", "null")) {
                        Bad bad = new Bad(mode, context);
                        bad.register(HttpEndpoint.class, new HttpEndpoint() {
                            public String path() { return "/bad/" + mode; }
                            public CompletionStage<HttpResponse> handle(HttpRequest request) { return bad.act("handle"); }
                        });
                    }
                }
            """);
    }

    private static PluginJar jar(String name, String body) {
        return PluginJar.named(name, "1.0.0").header("Import-Package", IMPORTS).header("Bundle-Activator", "plugin.Bad")
                .source("plugin.Bad", HEAD + body + "}");
    }
}
