package org.tepui.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> requests = new ArrayList<>();
    private HttpServer master;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        master = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        master.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        master.start();
    }

    @AfterEach
    void stop() {
        master.stop(0);
    }

    private int run(String... words) {
        List<String> args = new ArrayList<>(List.of(words));
        args.add("--master=127.0.0.1:" + master.getAddress().getPort());
        return Modules.run(args, Map.of(), new PrintStream(out, true), new PrintStream(err, true));
    }

    @Test
    void modulesAreListedAsATableOrAnObjectALine() {
        answer = "{\"modules\":[{\"kind\":\"allocator\",\"name\":\"mine\",\"bundle\":\"b\",\"version\":\"1.0.0\",\"state\":\"active\","
            + "\"configured\":true,\"reason\":\"\"}],\"changes\":[]}";
        assertEquals(0, run("list"), err.toString());
        assertEquals("KIND       NAME  BUNDLE  VERSION  STATE\nallocator  mine  b       1.0.0    active\n", out.toString());
        out.reset();
        assertEquals(0, run("list", "--json"), err.toString());
        assertEquals("{\"kind\":\"allocator\",\"name\":\"mine\",\"bundle\":\"b\",\"version\":\"1.0.0\",\"state\":\"active\","
            + "\"differs\":false}\n", out.toString());
        assertEquals(List.of("GET /tepui/modules null ", "GET /tepui/modules null "), requests);
    }

    @Test
    void whatAModuleDidWrongStandsBelowTheTableAndInTheObject() {
        String fault = "{\"call\":\"asked for a plan\",\"cause\":\"overran\",\"input\":\"epoch 9\",\"detail\":\"it did not come back\","
            + "\"time_ns\":1700000000000000000,\"took_ns\":5001000000,\"cpu_ns\":2000000,\"stack\":[\"a.B.plan(B.java:7)\"]}";
        answer = "{\"modules\":[{\"kind\":\"allocator\",\"name\":\"mine\",\"bundle\":\"b\",\"version\":\"1.0.0\",\"state\":\"quarantined\","
            + "\"configured\":true,\"reason\":\"too many\",\"faults\":[" + fault + "]}],\"changes\":[]}";
        assertEquals(0, run("list"), err.toString());
        assertEquals("KIND       NAME  BUNDLE  VERSION  STATE\nallocator  mine  b       1.0.0    quarantined\n\nallocator mine: too many\n"
            + "  2023-11-14T22:13:20Z asked for a plan (epoch 9) overran: it did not come back after 5001 ms, 2 ms of CPU time\n"
            + "      at a.B.plan(B.java:7)\n", out.toString());
        out.reset();
        assertEquals(0, run("list", "--json"), err.toString());
        assertEquals("{\"kind\":\"allocator\",\"name\":\"mine\",\"bundle\":\"b\",\"version\":\"1.0.0\",\"state\":\"quarantined\","
            + "\"differs\":false,\"reason\":\"too many\",\"faults\":[" + fault + "]}\n", out.toString());
    }

    @Test
    void whereSomethingElseRunsThanIsConfiguredALineSaysSo() {
        answer = "{\"modules\":[{\"kind\":\"allocator\",\"name\":\"mine\",\"bundle\":\"b\",\"version\":\"1\",\"state\":\"active\"}],\"differences\":["
            + "{\"kind\":\"allocator\",\"running\":[\"mine\"],\"configured\":[\"x\"],\"by\":\"flags\",\"line\":\"allocator: mine is running, x is "
            + "configured (flags)\"}],\"changes\":[]}";
        assertEquals(0, run("list"), err.toString());
        assertTrue(out.toString().endsWith("active\nallocator: mine is running, x is configured (flags)\n"), out.toString());
        out.reset();
        assertEquals(0, run("list", "--json"), err.toString());
        assertTrue(out.toString().endsWith("\"state\":\"active\",\"differs\":true}\n"), out.toString());
    }

    @Test
    void aChangeThatWasDoneEndsWithZeroAndOneThatWasNotWithOne() {
        answer = "{\"done\":true,\"outcome\":\"a, b are in use\"}";
        assertEquals(0, run("swap", "hook", "a,b", "--why=new", "--principal=op", "--secret=s"), err.toString());
        assertEquals("a, b are in use\n", out.toString());
        status = 409;
        answer = "{\"done\":false,\"outcome\":\"no hook is named 'x'\"}";
        assertEquals(1, run("quarantine", "hook", "x"));
        assertEquals("modules: not done: no hook is named 'x'\n", err.toString());
        assertEquals(List.of("POST /tepui/modules Basic b3A6cw== {\"action\":\"swap\",\"kind\":\"hook\",\"names\":[\"a\",\"b\"],\"why\":\"new\"}",
            "POST /tepui/modules null {\"action\":\"quarantine\",\"kind\":\"hook\",\"name\":\"x\",\"why\":\"\"}"), requests);
    }

    @Test
    void whatTheMasterRefusesIsToldInOneLine() {
        status = 403;
        answer = "403 Forbidden.";
        assertEquals(1, run("release", "hook", "x"));
        assertEquals("modules: the master answered 403: 403 Forbidden.\n", err.toString());
    }

    @Test
    void aJarIsPreviewed(@TempDir Path folder) throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "jar");
        answer = "{\"bundle\":\"a\"}";
        assertEquals(0, run("preview", jar.toString()), err.toString());
        assertEquals("{\"bundle\":\"a\"}\n", out.toString());
        assertEquals(List.of("POST /tepui/modules/preview null jar"), requests);
        assertEquals(1, run("preview", folder.resolve("none.jar").toString()));
        assertTrue(err.toString().startsWith("modules: there is no file "), err.toString());
    }

    @Test
    void wrongWordsAreToldAndHelpIsGiven() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().startsWith("Usage: tepui modules list"), out.toString());
        assertTrue(out.toString().contains("--principal"), out.toString());
        assertEquals(1, run("swap", "allocator"));
        assertEquals(1, run("eat"));
        assertEquals("modules: swap takes 2 words; see --help\nmodules: there is no 'eat'; see --help\n", err.toString());
        assertEquals(List.of(), requests);
    }
}
