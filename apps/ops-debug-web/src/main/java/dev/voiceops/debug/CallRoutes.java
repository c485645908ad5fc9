package dev.voiceops.debug;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.UserTurn;
import dev.voiceops.http.Access;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Connector;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Calls, as control-plane-api tells them, and turns typed into a live one. */
@RestController
@Access(Access.By.OWN_CHECK)
@RequestMapping("/api/calls")
class CallRoutes {
    private static final Duration READ = Duration.ofSeconds(10);
    /** A typed turn waits for the agent's whole answer, a tool with its limits included. */
    private static final Duration TURN = Duration.ofSeconds(60);

    private final DebugWebConfig config;
    private final ServiceClient roles;
    private final Db db;

    CallRoutes(DebugWebConfig config, ServiceClient roles, Db db) {
        this.config = config;
        this.roles = roles;
        this.db = db;
    }

    @GetMapping
    JsonNode list(@RequestParam(defaultValue = "50") int limit) {
        return roles.get(control("/internal/runtime/calls?limit=" + Math.clamp(limit, 1, 200)), JsonNode.class, READ);
    }

    /** One call with its events, utterances, turns and tool executions. */
    @GetMapping("/{id}")
    JsonNode call(@PathVariable UUID id) {
        return roles.get(control("/internal/runtime/calls/" + id), JsonNode.class, READ);
    }

    @PostMapping("/{id}/user-turn")
    JsonNode userTurn(@PathVariable UUID id, @RequestBody UserTurn turn) {
        URI holder = holder(new CallId(id));
        return roles.post(holder.resolve("/runtime/sessions/" + id + "/user-turn"), turn, JsonNode.class, TURN);
    }

    /** The connector that holds the call. */
    private URI holder(CallId id) {
        return db.platform(new Reason("type a turn into a call"), Actor.service("ops-debug-web"), tx -> {
                    Optional<String> name = Calls.locate(tx, id).map(Call::connectorId);
                    return Connectors.list(tx).stream()
                            .filter(connector ->
                                    name.filter(connector.id()::equals).isPresent())
                            .findFirst();
                })
                .map(Connector::url)
                .map(URI::create)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No connector holds this call now"));
    }

    private URI control(String path) {
        return URI.create(config.controlPlane() + path);
    }
}
