package dev.voiceops.simulators.deepgram;

import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Exposure;
import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.wire.Credentials;
import dev.voiceops.simulators.wire.Door;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Request;
import dev.voiceops.simulators.wire.RequestLog;
import dev.voiceops.simulators.wire.Wire;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** {@code /deepgram/v1/listen} and, for Flux, {@code /deepgram/v2/listen}. */
public final class ListenDoor implements Door {
    private final Recogniser ears;
    private final FaultScripts faults;
    private final RequestLog requests;
    private final InstantSource clock;
    private final long idleMs;

    /** @param idleMs silence on the socket after which v1 closes it; the real one takes 10,000 */
    public ListenDoor(Recogniser ears, FaultScripts faults, RequestLog requests, InstantSource clock, long idleMs) {
        this.ears = ears;
        this.faults = faults;
        this.requests = requests;
        this.clock = clock;
        this.idleMs = idleMs;
    }

    /** What really listens. */
    public String ears() {
        return ears.name();
    }

    @Override
    public void enter(Exchange exchange) {
        var request = exchange.request();
        requests.add(Vendor.DEEPGRAM, request);
        var id = UUID.randomUUID().toString();
        boolean flux = request.path().equals("/deepgram/v2/listen");
        if (!authorised(request)) {
            refuse(exchange, id, 401, "INVALID_AUTH", "Invalid credentials.");
        } else if (!flux && !request.path().equals("/deepgram/v1/listen")) {
            refuse(exchange, id, 404, "NOT_FOUND", "the simulator has /v1/listen and /v2/listen");
        } else if (!request.upgradesToWebSocket()) {
            refuse(exchange, id, 400, "BAD_REQUEST", "the simulator listens live only: upgrade to a web socket");
        } else {
            admit(exchange, id, flux);
        }
    }

    private static boolean authorised(Request request) {
        return Credentials.good(request.header("authorization"), "Token|token|Bearer")
                || request.header("sec-websocket-protocol").startsWith("token");
    }

    private void admit(Exchange exchange, String id, boolean flux) {
        var exposure = faults.expose(Vendor.DEEPGRAM, flux ? "flux" : "listen", exchange.after());
        var refusal = exposure.refusal(0);
        if (refusal.isPresent()) {
            exposure.close();
            if (refusal.get() instanceof Deed.Http(int status, String code)) {
                refuse(exchange, id, status, code.isEmpty() ? usual(status) : code, "simulated fault");
            } else {
                exchange.reset();
            }
            return;
        }
        try {
            if (flux) {
                flux(exchange, id, exposure, FluxOptions.of(exchange.request()));
            } else {
                listen(exchange, id, exposure, ListenOptions.of(exchange.request()));
            }
        } catch (IllegalArgumentException wrong) {
            exposure.close();
            refuse(exchange, id, 400, "INVALID_QUERY_PARAMETER", String.valueOf(wrong.getMessage()));
        }
    }

    private void listen(Exchange exchange, String id, Exposure exposure, ListenOptions options) {
        exchange.accept(Map.of("dg-request-id", id), outlet -> {
            var wire = new Wire(
                    outlet, exchange.after(), (hurt, code) -> hurt.close(1011, code.isEmpty() ? "NET-0000" : code));
            var session = new ListenSession(options, id, ears, wire, exposure, clock);
            session.watch(idleMs);
            exposure.live(wire);
            return session;
        });
    }

    private void flux(Exchange exchange, String id, Exposure exposure, FluxOptions options) {
        exchange.accept(Map.of("dg-request-id", id), outlet -> {
            var speaker = new AtomicReference<FluxSession>();
            var wire = new Wire(outlet, exchange.after(), (_, code) -> {
                var session = speaker.get();
                if (session != null) {
                    session.fail(code.isEmpty() ? "INTERNAL_SERVER_ERROR" : code, "simulated fault");
                }
            });
            var session = new FluxSession(options, id, ears, wire, exposure);
            speaker.set(session);
            exposure.live(wire);
            session.greet();
            return session;
        });
    }

    private static String usual(int status) {
        return switch (status) {
            case 401 -> "INVALID_AUTH";
            case 402 -> "ASR_PAYMENT_REQUIRED";
            case 403 -> "INSUFFICIENT_PERMISSIONS";
            case 429 -> "TOO_MANY_REQUESTS";
            default -> "INTERNAL_SERVER_ERROR";
        };
    }

    private static void refuse(Exchange exchange, String id, int status, String code, String message) {
        var body = Json.object().put("err_code", code).put("err_msg", message).put("request_id", id);
        exchange.answer(
                status,
                Map.of("content-type", "application/json", "dg-request-id", id, "dg-error", code),
                Json.write(body));
    }
}
