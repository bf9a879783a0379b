package org.tepui.itest.deploy;

import org.tepui.testkit.plugin.PluginJar;

/** A plugin with a module of each kind, all named {@code cycle}, which counts who is asked. */
final class EveryKind {

    private static final String IMPORTS = "org.osgi.framework,org.tepui.api.allocator,org.tepui.api.authentication,org.tepui.api.authorization,"
            + "org.tepui.api.election,org.tepui.api.firewall,org.tepui.api.hook,org.tepui.api.http,org.tepui.api.identity,org.tepui.api.module,"
            + "org.tepui.api.registry,org.tepui.api.resource";

    /** At {@code /cycle/hello}: the modules that were asked, in alphabetical order. */
    private static final String SOURCE = """
        package plugin;

        import java.util.*;
        import java.util.concurrent.*;
        import org.osgi.framework.*;
        import org.tepui.api.allocator.*;
        import org.tepui.api.authentication.*;
        import org.tepui.api.authorization.*;
        import org.tepui.api.election.*;
        import org.tepui.api.firewall.*;
        import org.tepui.api.hook.*;
        import org.tepui.api.http.*;
        import org.tepui.api.identity.*;
        import org.tepui.api.module.*;
        import org.tepui.api.registry.*;

        public class Activator implements BundleActivator {

            private final Set<String> asked = new ConcurrentSkipListSet<>();
            private final Timer timer = new Timer("cycle-timer", true);
            private BundleContext context;

            public void start(BundleContext given) {
                context = given;
                timer.schedule(new TimerTask() { public void run() { asked.add("timer"); } }, 0, 5);
                add(Allocator.class, new Policy());
                add(Authorizer.class, (subject, action) -> { asked.add("authorizer"); return done(object -> true); });
                add(Authenticator.class, new Sasl());
                add(HttpAuthenticator.class, new Http());
                add(Hook.class, new Hook() { });
                add(Anonymous.class, new Anonymous() { });
                add(MasterContender.class, new Contender());
                add(MasterDetector.class, previous -> new CompletableFuture<Optional<Leader>>());
                add(Storage.class, new Store());
                add(FirewallRule.class, request -> { asked.add("firewall rule"); return Optional.empty(); });
                add(HttpEndpoint.class, new Hello());
            }

            public void stop(BundleContext given) {
                timer.cancel();
            }

            private <T> void add(Class<T> kind, T module) {
                Hashtable<String, Object> properties = new Hashtable<>();
                properties.put("tepui.module.name", "cycle");
                context.registerService(kind, module, properties);
            }

            static <T> CompletionStage<T> done(T value) {
                return CompletableFuture.completedFuture(value);
            }

            class Policy implements Allocator {
                public void start(ClusterView view) { asked.add("allocator"); }
                public Plan plan(PlanRequest request) { return request.draft().plan(); }
            }

            class Sasl implements Authenticator {
                public void configure(Credentials credentials) { asked.add("authenticator"); }
                public List<String> mechanisms() { return List.of("CYCLE"); }
                public Session open(String mechanism, String peer) { return data -> Step.failed(); }
            }

            class Http implements HttpAuthenticator {
                public String scheme() { return "Cycle"; }
                public CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request) {
                    asked.add("http authenticator");
                    return done(HttpIdentity.of(Principal.of("cycle")));
                }
            }

            class Contender implements MasterContender {
                public CompletionStage<CompletionStage<String>> contend(Leader candidate) { return new CompletableFuture<>(); }
                public void withdraw() { }
            }

            class Store implements Storage {
                public CompletionStage<Optional<Variable>> fetch(String name) { return done(Optional.empty()); }
                public CompletionStage<List<Variable>> scan(String prefix) { return done(List.of()); }
                public CompletionStage<Optional<List<Long>>> commit(List<Change> changes) { return done(Optional.empty()); }
            }

            class Hello implements HttpEndpoint {
                public String path() { return "/cycle/hello"; }
                public CompletionStage<HttpResponse> handle(HttpRequest request) {
                    return done(HttpResponse.text(200, String.join(", ", asked)));
                }
            }
        }
        """;

    private EveryKind() {
    }

    static PluginJar jar() {
        return PluginJar.named("cycle", "1.0.0").header("Import-Package", IMPORTS).header("Bundle-Activator", "plugin.Activator")
                .source("plugin.Activator", SOURCE);
    }
}
