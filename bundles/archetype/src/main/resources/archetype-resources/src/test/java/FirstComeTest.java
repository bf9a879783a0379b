package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.testkit.allocator.PolicyCluster;

class FirstComeTest {

    @Test
    void whoCameFirstGetsEverything() {
        try (PolicyCluster cluster = new PolicyCluster(new FirstCome())) {
            cluster.framework("first", "web").framework("second", "web").agent("a", "cpus:4;mem:1024").agent("b", "cpus:4;mem:1024");
            assertEquals(List.of("first", "first"), cluster.cycle().stream().map(PolicyCluster.Offer::framework).toList());
        }
    }
}
