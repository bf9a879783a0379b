package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.core.endpoint.Identity;
import org.tepui.core.endpoint.MasterRoutes;
import org.tepui.protocol.mesos.master.Call;

/**
 * Every endpoint of a master with {@code --secure} is asked by everybody: somebody without credentials, with wrong ones, a principal to whom no rule
 * allows anything, and one to whom the rules allow everything. The endpoints are those of the route table.
 */
class AccessMatrixTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String NOBODY = "";
    private static final String WRONG = basic("allowed", "guess");
    private static final String DENIED = basic("denied", "denied-hunter2");
    private static final String ALLOWED = basic("allowed", "allowed-hunter2");

    /** What nobody but the allowed principal may read. */
    private static final String MARK = "top-secret-framework";

    /** Endpoints that are open to everybody: what a load balancer or another master asks. */
    private static final Set<String> OPEN = Set.of("/master/health", "/version", "/startup", "/master/redirect");

    private static final List<String> LISTS = List.of("register_frameworks:roles", "run_tasks:users", "teardown_frameworks:framework_principals",
            "get_endpoints:paths", "view_roles:roles", "view_frameworks:users", "view_tasks:users", "view_executors:users", "view_flags:flags",
            "register_agents:agents", "manage_modules:modules");

    @TempDir
    static Path folder;
    private static TepuiProcess master;
    private static HttpResponse<InputStream> stream;

    private record Route(String path, String method, Optional<String> realm) { }

    @BeforeAll
    static void aSecureMasterWithAFramework() throws Exception {
        List<String> rules = new ArrayList<>(List.of("\"permissive\":true"));
        for (String list : LISTS) {
            String[] names = list.split(":");
            rules.add("\"" + names[0] + "\":[{\"principals\":{\"values\":[\"allowed\"]},\"" + names[1] + "\":{\"type\":\"ANY\"}}]");
        }
        Path credentials = Files.writeString(folder.resolve("credentials"), "{\"credentials\":[{\"principal\":\"allowed\",\"secret\":"
                + "\"allowed-hunter2\"},{\"principal\":\"denied\",\"secret\":\"denied-hunter2\"}]}");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        master = TepuiProcess.master(folder, "--secure", "--credentials=" + credentials, "--acls={" + String.join(",", rules) + "}",
                "--http_framework_authenticators=basic");
        TepuiProcess.await("the framework of the allowed principal", () -> {
            stream = subscribe(ALLOWED, MARK);
            return stream.statusCode() == 200;
        });
        TepuiProcess.await("its mark in /state", () -> text(send("/master/state", "GET", "", ALLOWED)).contains(MARK));
    }

    @AfterAll
    static void end() throws IOException {
        if (stream != null) {
            stream.body().close();
        }
        master.close();
    }

    private static String basic(String principal, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((principal + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<InputStream> subscribe(String who, String name) {
        return send("/master/api/v1/scheduler", "POST", "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"root\",\"name\":\""
                + name + "\",\"roles\":[\"x\"],\"failover_timeout\":600,\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}}}", who);
    }

    private static HttpResponse<InputStream> send(String path, String method, String body, String who) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + path))
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!who.isEmpty()) {
            request.header("Authorization", who);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The routes of the master itself, and those that other bundles of the platform serve on its port. */
    private static List<Route> routes() {
        Identity identity = new Identity(Identity.MESOS_VERSION, "0", "", 0, "", new TreeMap<>());
        List<HttpEndpoint> endpoints = new ArrayList<>(MasterRoutes.early(identity, List::of));
        endpoints.addAll(new MasterRoutes(null, identity, null, Runnable::run, null).routes());
        List<Route> routes = new ArrayList<>();
        for (HttpEndpoint endpoint : endpoints) {
            routes.add(new Route(endpoint.path(), endpoint.methods().contains("POST") ? "POST" : "GET", endpoint.realm()));
        }
        routes.add(new Route("/tepui/modules", "GET", Optional.of("mesos-master-readwrite")));
        routes.add(new Route("/tepui/deployments", "GET", Optional.of("mesos-master-readwrite")));
        routes.add(new Route("/tepui/modules/preview", "POST", Optional.of("mesos-master-readwrite")));
        return routes;
    }

    @Test
    void onlyTheEndpointsThatAreMeantToBeAreOpen() {
        assertEquals(OPEN.stream().sorted().toList(),
                routes().stream().filter(route -> route.realm().isEmpty()).map(Route::path).sorted().toList());
        for (String path : OPEN) {
            assertTrue(send(path, "GET", "", NOBODY).statusCode() < 400, path);
        }
    }

    @Test
    void withoutCredentialsOrWithWrongOnesNothingIsAnswered() {
        List<String> faults = new ArrayList<>();
        for (Route route : routes()) {
            for (String who : List.of(NOBODY, WRONG, "Basic ???", "Bearer x")) {
                HttpResponse<InputStream> answer = send(route.path(), route.method(), "{}", who);
                String body = text(answer);
                if (route.realm().isPresent() && (answer.statusCode() != 401 || !answer.headers().firstValue("WWW-Authenticate").orElse("")
                        .equals("Basic realm=\"" + route.realm().get() + "\"") || body.contains(MARK))) {
                    faults.add(route + " for '" + who + "': " + answer.statusCode() + " " + answer.headers().map().get("www-authenticate"));
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void whoIsAllowedNothingReadsNothingOfTheFramework() {
        List<String> faults = new ArrayList<>();
        for (Route route : routes()) {
            if (route.realm().isPresent() && route.method().equals("GET")) {
                HttpResponse<InputStream> answer = send(route.path(), "GET", "", DENIED);
                if (answer.statusCode() != 403 && (answer.statusCode() != 200 || text(answer).contains(MARK))) {
                    faults.add(route + ": " + answer.statusCode());
                }
                if (send(route.path(), "GET", "", ALLOWED).statusCode() != 200) {
                    faults.add(route + " is refused to the allowed principal");
                }
            }
        }
        assertEquals(List.of(), faults);
        for (String path : List.of("/master/flags", "/metrics/snapshot")) {
            assertEquals(403, send(path, "GET", "", DENIED).statusCode(), path);
        }
        assertTrue(text(send("/master/frameworks", "GET", "", ALLOWED)).contains(MARK));
    }

    /** Whoever sees or changes modules, or asks what a jar would add, must be allowed to manage modules. */
    @Test
    void whoMayNotManageModulesIsRefusedWhatIsUnderTepui() {
        List<String> faults = new ArrayList<>();
        List<Route> routes = new ArrayList<>(routes().stream().filter(route -> route.path().startsWith("/tepui/")).toList());
        routes.add(new Route("/tepui/modules", "POST", Optional.empty()));
        for (Route route : routes) {
            HttpResponse<InputStream> denied = send(route.path(), route.method(), "no jar", DENIED);
            HttpResponse<InputStream> allowed = send(route.path(), route.method(), "no jar", ALLOWED);
            boolean isCall = route.path().equals("/tepui/modules") && route.method().equals("POST");
            if (!text(denied).equals("403 Forbidden.") || denied.statusCode() != 403 || allowed.statusCode() != (isCall ? 400 : 200)) {
                faults.add(route + ": " + denied.statusCode() + " for the denied, " + allowed.statusCode() + " for the allowed principal");
            }
        }
        assertEquals(4, routes.size());
        assertEquals(List.of(), faults);
    }

    @Test
    void whoIsAllowedNothingChangesNothingByAnyOperatorCall() {
        List<String> faults = new ArrayList<>();
        List<String> allowed = new ArrayList<>();
        String id = text(send("/master/state", "GET", "", ALLOWED)).split("\"frameworks\":\\[\\{\"id\":\"")[1].split("\"")[0];
        for (String type : Arrays.stream(Call.Type.values()).map(Enum::name).filter(name -> !name.equals("UNKNOWN")).toList()) {
            String call = "{\"type\":\"" + type + "\",\"teardown\":{\"framework_id\":{\"value\":\"" + id + "\"}},\"get_metrics\":{}}";
            HttpResponse<InputStream> answer = send("/master/api/v1", "POST", call, DENIED);
            if (answer.statusCode() == 202 || text(answer).contains(MARK)) {
                faults.add(type + ": " + answer.statusCode());
            }
            if (!type.equals("TEARDOWN") && text(send("/master/api/v1", "POST", call, ALLOWED)).contains(MARK)) {
                allowed.add(type);
            }
        }
        assertEquals(List.of(), faults);
        assertEquals(List.of("GET_STATE", "GET_METRICS", "GET_FRAMEWORKS"), allowed.stream().sorted(java.util.Comparator.reverseOrder()).toList());
        assertTrue(text(send("/master/state", "GET", "", ALLOWED)).contains(MARK), "the framework is still there");
    }

    @Test
    void aFrameworkInARoleThatNoRuleGivesIsTurnedAway() throws IOException {
        HttpResponse<InputStream> answer = subscribe(DENIED, "intruder");
        try (InputStream body = answer.body()) {
            String first = new String(body.readNBytes(30), StandardCharsets.UTF_8);
            String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue((first + rest).contains("Not authorized to register framework"), answer.statusCode() + " " + first + rest);
        }
        assertTrue(!text(send("/master/state", "GET", "", ALLOWED)).contains("intruder"));
    }
}
