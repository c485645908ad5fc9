package dev.voiceops.vendors.deepgram;

import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.TimedWord;
import dev.voiceops.vendors.wire.VendorSocket;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The Flux protocol ({@code wss://.../v2/listen}). Each message repeats the whole turn so far, so that a turn is one
 * segment: guesses until {@code EndOfTurn}. A flush settles the guess at once, without the {@code ForceEndTurn} that
 * not every account may send; what the turn brings after it becomes a segment of its own.
 */
final class FluxDialect implements Dialect {
    private static final long SILENCE_AFTER_MS = 500;
    private static final byte[] SILENCE = new byte[2000]; // 250 ms, one beat

    static {
        Arrays.fill(SILENCE, (byte) 0xFF);
    }

    private final SttOptions options;
    private static final int SHORTEST_TIMEOUT_MS = 500; // Deepgram refuses less
    private final SttListener listener;
    private long turn = -1;
    private String text = ""; // of the turn, without what a flush settled
    private List<TimedWord> words = List.of();
    private int settled; // words of this turn that a flush settled

    FluxDialect(SttOptions options, SttListener listener) {
        this.options = options;
        this.listener = listener;
    }

    @Override
    public String target() {
        return Query.path("/v2/listen")
                .with("model", options.model())
                .with("encoding", "mulaw")
                .with("sample_rate", 8000)
                .with("eot_timeout_ms", Math.max(SHORTEST_TIMEOUT_MS, options.endpointingMs()))
                .with(OPT_OUT, true)
                .withAll("keyterm", options.keyterms())
                .toString();
    }

    @Override
    public void hear(JsonNode message, long nowMs) {
        if (!message.path("type").asString("").equals("TurnInfo")) return; // Connected, Configure*, Warning, new ones
        turnBegins(message.path("turn_index").asLong(0));
        switch (message.path("event").asString("")) {
            case "StartOfTurn" -> {
                listener.onSpeechStarted();
                guess(message);
            }
            case "EndOfTurn" -> {
                take(message);
                settle();
            }
            default -> guess(message); // Update, EagerEndOfTurn, TurnResumed
        }
    }

    @Override
    public void beat(long nowMs) {}

    @Override
    public void idle(VendorSocket socket, long idleMs) {
        if (idleMs >= SILENCE_AFTER_MS) socket.audio(SILENCE);
    }

    @Override
    public void flush(VendorSocket socket) {
        settle();
    }

    @Override
    public void ended() {
        settle(); // the vendor sends no EndOfTurn when a stream closes
    }

    private void turnBegins(long index) {
        if (index == turn) return;
        turn = index;
        settled = 0;
        text = "";
    }

    private void guess(JsonNode message) {
        var before = text;
        take(message);
        if (!text.isEmpty() && !text.equals(before)) listener.onTranscript(text, false, words);
    }

    private void take(JsonNode message) {
        var whole = message.path("transcript").asString("").strip().split("\\s+");
        text = String.join(" ", Arrays.asList(whole).subList(Math.min(settled, whole.length), whole.length));
        var all = Words.of(message.path("words"));
        words = all.subList(Math.min(settled, all.size()), all.size());
    }

    private void settle() {
        if (text.isEmpty()) return;
        settled += text.split(" ").length;
        var said = text;
        text = "";
        listener.onTranscript(said, true, words);
        listener.onTurnEnded();
    }
}
