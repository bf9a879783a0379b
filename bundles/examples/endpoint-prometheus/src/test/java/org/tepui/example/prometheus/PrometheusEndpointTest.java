package org.tepui.example.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpResponse;
import org.tepui.testkit.http.FakeEndpoints;
import org.tepui.testkit.http.FakeRequest;

class PrometheusEndpointTest {

    private final FakeEndpoints master = new FakeEndpoints();
    private final PrometheusEndpoint endpoint = new PrometheusEndpoint(master);

    private void metrics(String json) {
        master.answer("/metrics/snapshot", HttpResponse.json(200, json.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse scrape(FakeRequest request) throws Exception {
        return endpoint.handle(request.request()).toCompletableFuture().get();
    }

    @Test
    void everyMetricIsALineOfItsNameAndValue() throws Exception {
        metrics("{\"master/tasks_running\":3.0,\"master/uptime_secs\": 1.5e-3,\"system/load_1min\":-0.25}");
        HttpResponse answer = scrape(FakeRequest.get("/metrics/prometheus"));
        assertEquals("mesos_master_tasks_running 3.0\nmesos_master_uptime_secs 1.5e-3\nmesos_system_load_1min -0.25\n", answer.text());
        assertEquals(List.of(Map.entry("Content-Type", "text/plain; version=0.0.4; charset=utf-8")), answer.headers());
    }

    @Test
    void aNameThatTwoMetricsWouldHaveIsWrittenOnce() throws Exception {
        metrics("{\"frameworks/a.b/calls\":1,\"frameworks/a-b/calls\":2}");
        assertEquals("mesos_frameworks_a_b_calls 1\n", scrape(FakeRequest.get("/metrics/prometheus")).text());
    }

    @Test
    void theMasterIsAskedInTheNameOfWhoeverAsks() throws Exception {
        metrics("{}");
        scrape(FakeRequest.get("/metrics/prometheus").by("alice"));
        scrape(FakeRequest.get("/metrics/prometheus"));
        assertEquals(List.of("alice", ""), master.asked().stream().map(request -> request.principal().orElse("")).toList());
    }

    @Test
    void whatTheMasterRefusesIsRefused() throws Exception {
        master.answer("/metrics/snapshot", HttpResponse.text(403, "no"));
        assertEquals(403, scrape(FakeRequest.get("/metrics/prometheus")).status());
    }
}
