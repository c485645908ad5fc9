package dev.voiceops.call;

import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.TurnTimes.Marks;
import dev.voiceops.call.TurnTimes.Span;
import dev.voiceops.call.TurnTimes.ToolSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger's row of the turn under way: the time since the last step is booked on the stage the turn was in. */
final class LedgerRow {
    /** The moments of {@link Marks} that are noted when they come. */
    enum Moment {
        LLM_REQUEST,
        LLM_FIRST_TOKEN,
        FIRST_CLAUSE,
        TTS_REQUEST,
        FIRST_AUDIO,
        PLAYOUT_END
    }

    private final int turn;
    private final long speechEnd;
    private final long eotDecided;
    private final Map<Moment, Long> moments = new EnumMap<>(Moment.class);
    private final List<Span> spans = new ArrayList<>();
    private @Nullable Stage stage;
    private long bookedTo;
    private long samplesBooked;
    private boolean clockError;

    LedgerRow(int turn, long speechEnd, long now) {
        this.turn = turn;
        this.speechEnd = Math.min(speechEnd, now);
        this.eotDecided = now;
        this.bookedTo = started();
        book(Stage.ENDPOINTING, now);
    }

    /** Notes that something happened, the first time it does. */
    void mark(Moment moment, long now) {
        moments.putIfAbsent(moment, now);
    }

    boolean has(Moment moment) {
        return moments.containsKey(moment);
    }

    /** The stage the turn is in from now on; null if it waits for nothing that has a name. */
    void enter(@Nullable Stage next) {
        stage = next;
    }

    /** Books the time up to now: what was played as playout, the rest on the stage the turn was in. */
    void spend(long now, long samplesHeard) {
        long played = (samplesHeard - samplesBooked) / Playhead.SAMPLES_PER_MS;
        samplesBooked += played * Playhead.SAMPLES_PER_MS;
        book(Stage.PLAYOUT, Math.min(now, bookedTo + played));
        if (stage != null) book(stage, now);
        bookedTo = Math.max(bookedTo, now);
    }

    void clockRanBackwards() {
        clockError = true;
    }

    /** The finished row; a turn longer than {@code longestMs} is no turn but a clock that jumped. */
    TurnTimes close(long now, long longestMs, List<ToolSpan> tools, boolean interrupted) {
        Marks marks = new Marks(
                started(),
                speechEnd,
                eotDecided,
                at(Moment.LLM_REQUEST),
                at(Moment.LLM_FIRST_TOKEN),
                at(Moment.FIRST_CLAUSE),
                at(Moment.TTS_REQUEST),
                at(Moment.FIRST_AUDIO),
                at(Moment.PLAYOUT_END),
                now);
        boolean jumped = now - started() > longestMs;
        return new TurnTimes(turn, marks, spans, tools, interrupted, clockError || jumped);
    }

    private long started() {
        return speechEnd == NEVER ? eotDecided : speechEnd;
    }

    private long at(Moment moment) {
        return moments.getOrDefault(moment, NEVER);
    }

    private void book(Stage on, long to) {
        if (to <= bookedTo) return;
        boolean sameAgain = !spans.isEmpty()
                && spans.getLast().stage() == on
                && spans.getLast().toMs() == bookedTo;
        long from = sameAgain ? spans.removeLast().fromMs() : bookedTo;
        spans.add(new Span(on, from, to));
        bookedTo = to;
    }
}
