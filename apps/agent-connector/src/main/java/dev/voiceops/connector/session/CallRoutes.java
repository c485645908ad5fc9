package dev.voiceops.connector.session;

import dev.voiceops.call.Command;
import dev.voiceops.call.EndReason;
import dev.voiceops.connector.http.Answer;
import dev.voiceops.connector.http.Refusal;
import dev.voiceops.connector.http.Request;
import dev.voiceops.connector.http.Route;
import dev.voiceops.connector.http.Route.Access;
import dev.voiceops.contracts.ConnectRequest;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.UserTurn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** What other roles can ask of the calls here: {@code /runtime/...}. */
public final class CallRoutes {
    private final Switchboard switchboard;
    private final AiMode ai;

    public CallRoutes(Switchboard switchboard, AiMode ai) {
        this.switchboard = switchboard;
        this.ai = ai;
    }

    /** The routes; all want the service token. */
    public List<Route> routes() {
        return List.of(
                route(
                        "POST",
                        "/runtime/connect",
                        request -> Answer.json(switchboard.connect(request.read(ConnectRequest.class)))),
                route("GET", "/runtime/sessions", _ -> Answer.json(Map.of("sessions", views()))),
                route("GET", "/runtime/sessions/{callId}", request -> Answer.json(CallView.of(call(request)))),
                route("POST", "/runtime/sessions/{callId}/user-turn", this::userTurn),
                route("POST", "/runtime/sessions/{callId}/close", this::close),
                route("GET", "/runtime/voice/sessions", _ -> Answer.json(Map.of("sessions", voices()))),
                route("GET", "/runtime/ai-mode", _ -> aiMode()),
                route("POST", "/runtime/ai-mode", this::switchAiMode),
                route("POST", "/runtime/drain", _ -> drain()));
    }

    private static Route route(String method, String path, Route.Handler handler) {
        return new Route(method, path, Access.SERVICE, handler);
    }

    private List<CallView> views() {
        return switchboard.calls().stream().map(CallView::of).toList();
    }

    private List<VoiceView> voices() {
        return switchboard.calls().stream()
                .filter(call -> call.senses() != null)
                .map(VoiceView::of)
                .toList();
    }

    private LiveCall call(Request request) {
        UUID id;
        try {
            id = UUID.fromString(request.part("callId"));
        } catch (IllegalArgumentException notAnId) {
            throw new Refusal(ProblemType.INVALID_REQUEST, "the call's id is not a UUID");
        }
        return switchboard.find(id).orElseThrow(() -> new Refusal(ProblemType.NOT_FOUND, "no such call is held here"));
    }

    private Answer userTurn(Request request) throws Exception {
        LiveCall call = call(request);
        String text = request.read(UserTurn.class).text();
        if (Command.isGarbled(text)) {
            throw new Refusal(ProblemType.INVALID_REQUEST, "a command reads: /tool name {\"argument\": \"value\"}");
        }
        try {
            return Answer.json(call.typed(text));
        } catch (TimeoutException late) {
            throw new Refusal(ProblemType.ROLE_UNREACHABLE, "the agent has not finished its reply in time");
        }
    }

    private Answer close(Request request) {
        LiveCall call = call(request);
        call.request(EndReason.OPERATOR_END);
        return Answer.json(202, CallView.of(call));
    }

    private Answer drain() {
        switchboard.drain();
        return Answer.json(202, Map.of("draining", true, "live", switchboard.live()));
    }

    private record Wish(boolean autoTools) {}

    private Answer switchAiMode(Request request) {
        ai.autoTools(request.read(Wish.class).autoTools());
        return aiMode();
    }

    private Answer aiMode() {
        return Answer.json(Map.of("mode", ai.model(), "auto_tools", ai.autoTools()));
    }
}
