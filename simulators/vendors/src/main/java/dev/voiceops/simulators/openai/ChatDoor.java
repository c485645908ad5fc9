package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Exposure;
import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.wire.Credentials;
import dev.voiceops.simulators.wire.Door;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Request;
import dev.voiceops.simulators.wire.RequestLog;
import dev.voiceops.simulators.wire.Wire;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code POST /openai/v1/chat/completions} and {@code GET /openai/v1/models}. */
public final class ChatDoor implements Door {
    private final Brain brain;
    private final BrainLog log;
    private final ChatStyle style;
    private final FaultScripts faults;
    private final RequestLog requests;
    private final InstantSource clock;
    private final AtomicLong count = new AtomicLong();

    public ChatDoor(
            BrainScript script, ChatStyle style, FaultScripts faults, RequestLog requests, InstantSource clock) {
        this.brain = new Brain(script);
        this.log = new BrainLog();
        this.style = style;
        this.faults = faults;
        this.requests = requests;
        this.clock = clock;
    }

    public BrainLog log() {
        return log;
    }

    @Override
    public void enter(Exchange exchange) {
        var request = exchange.request();
        requests.add(Vendor.OPENAI, request);
        if (!Credentials.good(request.header("authorization"), "Bearer")) {
            refuse(exchange, ApiError.of(401, ""));
        } else if (request.path().endsWith("/models")) {
            exchange.json(200, models());
        } else if (!request.path().endsWith("/chat/completions")
                || !request.method().equals("POST")) {
            refuse(
                    exchange,
                    new ApiError(404, "Unknown request URL: " + request.uri(), "invalid_request_error", null, null));
        } else {
            body(request)
                    .ifPresentOrElse(
                            body -> answer(exchange, body),
                            () -> refuse(
                                    exchange,
                                    ApiError.invalid("We could not parse the JSON body of your request.", null, null)));
        }
    }

    private void answer(Exchange exchange, JsonNode request) {
        var offence = ChatRules.offence(request);
        if (offence.isPresent()) {
            refuse(exchange, offence.get());
            return;
        }
        int turn = Dialogue.of(request).userMessages();
        var exposure = faults.expose(Vendor.OPENAI, "chat", exchange.after());
        var refusal = exposure.refusal(turn);
        if (refusal.isEmpty()) {
            decide(exchange, request, exposure, turn);
            return;
        }
        exposure.close();
        if (refusal.get() instanceof Deed.Http(int status, String code)) {
            refuse(exchange, ApiError.of(status, code));
        } else {
            exchange.reset();
        }
    }

    private void decide(Exchange exchange, JsonNode request, Exposure exposure, int turn) {
        var decision = brain.decide(request);
        log.add(clock.instant(), Dialogue.of(request).latest(), decision);
        var id = "chatcmpl-sim" + count.incrementAndGet();
        var headers = new HashMap<>(headers());
        if (!request.path("stream").asBoolean(false)) {
            exposure.close();
            headers.put("content-type", "application/json");
            exchange.answer(200, headers, Json.write(Completion.of(request, decision, id, now())));
            return;
        }
        headers.put("content-type", "text/event-stream; charset=utf-8");
        var body = exchange.stream(200, headers, exposure::close);
        var wire = new Wire(body, exchange.after(), (hurt, code) -> {
            hurt.send("data: " + Json.write(ApiError.of(500, code).body()) + "\n\n");
            hurt.close(1000, "");
        });
        exposure.live(wire);
        exposure.turn(turn);
        var chunks = Chunks.of(request, decision, style, id, now(), wire::quirk);
        new EventStream(wire, style, exposure::close).write(chunks);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private void refuse(Exchange exchange, ApiError error) {
        var headers = new HashMap<>(headers());
        headers.put("content-type", "application/json");
        if (error.status() == 429) {
            headers.put("retry-after-ms", "500");
        }
        exchange.answer(error.status(), headers, Json.write(error.body()));
    }

    private Map<String, String> headers() {
        return Map.of(
                "x-request-id", "req_sim" + count.incrementAndGet(),
                "openai-version", "2020-10-01",
                "openai-processing-ms", "1",
                "openai-organization", "simulated",
                "x-ratelimit-limit-requests", "10000",
                "x-ratelimit-remaining-requests", "9999",
                "x-ratelimit-reset-requests", "6ms");
    }

    private static Optional<JsonNode> body(Request request) {
        try {
            return Optional.of(Json.read(request.body())).filter(JsonNode::isObject);
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> models() {
        return Map.of(
                "object",
                "list",
                "data",
                List.of(Map.of("id", "scripted", "object", "model", "created", 0, "owned_by", "voiceops-simulator")));
    }
}
