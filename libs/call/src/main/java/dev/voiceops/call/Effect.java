package dev.voiceops.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a call may ask of the world. Effects are performed in the order given and must not block: work is started,
 * its results come back as {@link Event}s. Values are immutable and may cross threads.
 */
public sealed interface Effect {

    /**
     * Ask the model to go on from this dialogue. One ask runs at a time; the pair (turn, step) is never used twice.
     * Answered by {@code Thought*}, {@code ToolWanted*}, then {@code ThoughtEnded} or {@code ThoughtFailed}.
     *
     * @param mayUseTools false when the model must answer in words
     */
    record Ask(int turn, int step, List<Line> dialogue, boolean mayUseTools) implements Effect {
        public Ask {
            dialogue = List.copyOf(dialogue);
        }
    }

    /** Stop the model's running ask of this turn; whatever it still sends is ignored. */
    record CancelAsk(int turn) implements Effect {}

    /**
     * Run a tool. Never taken back: an interruption cancels speech, not deeds. Each call id is run once.
     *
     * @param confirmation the caller's yes, where the tool is read back before it runs
     */
    record RunTool(int turn, ToolCall call, Confirmation confirmation) implements Effect {
        /** A tool that needs no yes. */
        public RunTool(int turn, ToolCall call) {
            this(turn, call, Confirmation.NONE);
        }
    }

    /** Speak these words after those said before in this turn. Never blank. */
    record Say(int turn, String text) implements Effect {}

    /** Nothing more will be said in this turn; answer with {@code PlayoutEnded} once all of it has been played. */
    record EndSpeech(int turn) implements Effect {}

    /** Fall silent at once: drop what is not yet played and what the voice still makes of this turn. */
    record StopSpeaking(int turn) implements Effect {}

    /**
     * The voice made no sound of this turn in time, or broke: drop its stream, take a fresh one (or another vendor's)
     * and say {@code text}, which is all that was said of this turn; none of it was heard.
     */
    record Revoice(int turn, String text) implements Effect {}

    /** Lower the agent's voice (on) because the caller makes a sound, or bring it back (off). The position is kept. */
    record Duck(boolean on) implements Effect {}

    /** Post {@link Event.Alarm} in {@code ms} from now; replaces an earlier setting of the same timer. */
    record Arm(Timer timer, long ms) implements Effect {}

    /** Forget this timer. */
    record Disarm(Timer timer) implements Effect {}

    /** A mark in the call's timeline (a call event). Fields never hold what was said. */
    record Note(String type, Map<String, String> fields) implements Effect {
        public Note {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** A finished utterance for the record: exactly one for each thing said by either side. */
    record Utter(Utterance utterance) implements Effect {}

    /** The turn is over: its row of the ledger. Exactly one for each turn. */
    record TurnClosed(TurnTimes times) implements Effect {}

    /** Hand the caller over to this number. The line going down answers it, or {@link Event.TransferFailed}. */
    record Transfer(String target) implements Effect {}

    /** Close the line. */
    record HangUp(EndReason reason) implements Effect {}

    /** The call has ended; always the last effect but for notes about tools that return later. */
    record Ended(EndReason reason, Outcome outcome) implements Effect {}
}
