package dev.voiceops.vendors.deepgram;

import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.wire.VendorSocket;
import tools.jackson.databind.JsonNode;

/**
 * The v1 listen protocol ({@code wss://.../v1/listen}). Final segments are handed on as they come; a turn ends at
 * {@code speech_final}, or at {@code UtteranceEnd}, or after our own timer when the vendor forgets both.
 */
final class ListenDialect implements Dialect {
    private static final long UTTERANCE_END_MS = 1000; // the least the vendor takes
    private static final long OWN_TIMER_MS = UTTERANCE_END_MS + 500;
    private static final long KEEP_ALIVE_MS = 4000; // the vendor hangs up after 10 s, and advises 3 to 5
    private static final String KEEP_ALIVE = "{\"type\":\"KeepAlive\"}";
    private static final String FINALIZE = "{\"type\":\"Finalize\"}";

    private final SttOptions options;
    private final SttListener listener;
    private boolean collected; // final words since the last turn end
    private long dueMs; // when our own timer ends the turn
    private long keptAliveMs; // idle time at the last keep-alive

    ListenDialect(SttOptions options, SttListener listener) {
        this.options = options;
        this.listener = listener;
    }

    @Override
    public String target() {
        return Query.path("/v1/listen")
                .with("model", options.model())
                .with("language", options.language())
                .with("encoding", "mulaw")
                .with("sample_rate", 8000)
                .with("channels", 1)
                .with("interim_results", true)
                .with("endpointing", options.endpointingMs())
                .with("utterance_end_ms", UTTERANCE_END_MS)
                .with("vad_events", true)
                .with("punctuate", true)
                .with("smart_format", true)
                .with(OPT_OUT, true)
                .withAll("keyterm", options.keyterms())
                .toString();
    }

    @Override
    public void hear(JsonNode message, long nowMs) {
        switch (message.path("type").asString("")) {
            case "Results" -> results(message, nowMs);
            case "SpeechStarted" -> listener.onSpeechStarted();
            case "UtteranceEnd" -> endTurn();
            default -> {} // Metadata, and what is new
        }
    }

    @Override
    public void beat(long nowMs) {
        if (nowMs >= dueMs) endTurn();
    }

    @Override
    public void idle(VendorSocket socket, long idleMs) {
        if (idleMs < keptAliveMs) keptAliveMs = 0;
        if (idleMs - keptAliveMs < KEEP_ALIVE_MS) return;
        keptAliveMs = idleMs;
        socket.text(KEEP_ALIVE);
    }

    @Override
    public void flush(VendorSocket socket) {
        socket.text(FINALIZE);
    }

    @Override
    public void ended() {
        endTurn();
    }

    private void results(JsonNode message, long nowMs) {
        var best = message.path("channel").path("alternatives").path(0);
        var text = best.path("transcript").asString("").strip();
        var speechFinal = message.path("speech_final").asBoolean(false);
        var last = speechFinal || message.path("is_final").asBoolean(false);
        if (!text.isEmpty()) {
            listener.onTranscript(text, last, Words.of(best.path("words")));
            collected |= last;
            dueMs = nowMs + OWN_TIMER_MS;
        }
        if (speechFinal || message.path("from_finalize").asBoolean(false)) endTurn();
    }

    private void endTurn() {
        if (!collected) return;
        collected = false;
        listener.onTurnEnded();
    }
}
