package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;

/** What the scripted model does when it is asked: pieces of text and tool calls, then an end, good or bad. */
final class Thinks {
    /** A piece, and how long after the piece before it comes. */
    record Piece(long afterMs, Act act) {}

    sealed interface Act {
        record Writes(String text) implements Act {}

        record Wants(ToolCall call) implements Act {}

        record Ends() implements Act {}

        record Fails(Failure failure) implements Act {}
    }

    private static final long FIRST_TOKEN_MS = 300;
    private static final long TOKEN_MS = 20;

    private final List<Piece> pieces = new ArrayList<>();
    private long wait = FIRST_TOKEN_MS;
    private boolean ends = true;

    static Thinks says(String text) {
        return new Thinks().then(text);
    }

    static Thinks wants(String id, String tool) {
        return new Thinks().use(id, tool);
    }

    static Thinks wants(String id, String tool, String arguments) {
        return new Thinks().use(id, tool, arguments);
    }

    /** Connects, and then nothing, for ever. */
    static Thinks nothing() {
        return new Thinks().stalls();
    }

    /** A completion without a word. */
    static Thinks empty() {
        return new Thinks();
    }

    static Thinks fails(String code, boolean retryable) {
        Thinks thinks = new Thinks();
        thinks.add(new Act.Fails(new Failure(code, retryable)));
        thinks.ends = false;
        return thinks;
    }

    Thinks then(String text) {
        for (String token : text.split("(?<= )")) add(new Act.Writes(token));
        return this;
    }

    Thinks use(String id, String tool) {
        add(new Act.Wants(new ToolCall(id, tool, "{}")));
        return this;
    }

    Thinks use(String id, String tool, String arguments) {
        add(new Act.Wants(new ToolCall(id, tool, arguments)));
        return this;
    }

    /** The next piece comes this much later. */
    Thinks after(long ms) {
        wait = ms;
        return this;
    }

    /** Stops in the middle and never ends. */
    Thinks stalls() {
        ends = false;
        return this;
    }

    List<Piece> pieces() {
        List<Piece> all = new ArrayList<>(pieces);
        if (ends) all.add(new Piece(wait, new Act.Ends()));
        return all;
    }

    private void add(Act act) {
        pieces.add(new Piece(wait, act));
        wait = TOKEN_MS;
    }
}
