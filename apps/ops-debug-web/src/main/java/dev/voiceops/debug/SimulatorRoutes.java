package dev.voiceops.debug;

import dev.voiceops.http.Access;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
    private final DebugWebConfig config;
    private final SimulatorControl control;

    SimulatorRoutes(DebugWebConfig config, SimulatorControl control) {
        this.config = config;
        this.control = control;
    }

    /** Which vendors are simulated; empty: none. */
    @GetMapping
    List<String> simulated() {
        return config.simulated();
    }

    @GetMapping("/scenarios")
    JsonNode scenarios() {
        return control.get("scenarios");
    }

    @PostMapping("/calls")
    JsonNode placeCall(@RequestBody JsonNode order) {
        return control.post("calls", order);
    }

    @GetMapping("/faults")
    JsonNode faults() {
        return control.get("faults");
    }

    @PostMapping("/faults")
    JsonNode setFault(@RequestBody JsonNode fault) {
        return control.post("faults", fault);
    }

    @DeleteMapping("/faults/{name:[a-z0-9-]+}")
    JsonNode clearFault(@PathVariable String name) {
        return control.delete("faults/" + name);
    }
}
