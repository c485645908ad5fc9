package dev.voiceops.debug;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.http.Access;
import dev.voiceops.http.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What can be done with the vendor simulators from the page: see them, place a call, switch faults. */
@RestController
@Access(Access.By.OWN_CHECK)
@RequestMapping("/api/simulators")
class SimulatorRoutes {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final DebugWebConfig config;
    private final ServiceClient client;

    SimulatorRoutes(DebugWebConfig config, ServiceClient debugServiceClient) {
        this.config = config;
        this.client = debugServiceClient;
    }

    /** Which vendors are simulated; empty: none. */
    @GetMapping
    List<String> simulated() {
        return config.simulated();
    }

    @GetMapping("/status")
    JsonNode status() {
        return client.get(control("status"), JsonNode.class, DEADLINE);
    }

    @GetMapping("/faults")
    JsonNode faults() {
        return client.get(control("faults"), JsonNode.class, DEADLINE);
    }

    @PostMapping("/faults")
    JsonNode switchFaults(@RequestBody JsonNode script) {
        return client.post(control("faults"), script, JsonNode.class, DEADLINE);
    }

    @PostMapping("/calls")
    JsonNode placeCall(@RequestBody JsonNode plan) {
        return client.post(control("calls"), plan, JsonNode.class, DEADLINE);
    }

    private URI control(String what) {
        URI base = config.simulators();
        if (base == null) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "Every vendor is real here: there is nothing simulated to control");
        }
        return URI.create(base + "/control/" + what);
    }
}
