package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The law of irreversible tools: one runs only in the turn right after the one that read it back to its end, and only when the
 * caller said nothing between the two but yes. Judged from what was said, not from what the conversation claims.
 */
final class Consent {
    private static final Set<String> YES =
            Set.of("yes", "yeah", "please", "go", "ahead", "okay", "absolutely", "oh", "do", "that's", "right");

    private final Policy policy;
    private final List<String> said = new ArrayList<>();
    private @Nullable Utterance heardOut;
    private int lastClosed;
    private int answering;

    Consent(Policy policy) {
        this.policy = policy;
    }

    void happens(Event event) {
        switch (event) {
            case Event.Transcript(var text, var last) -> {
                if (last) said.add(text.strip());
            }
            case Event.Typed(var text) -> said.add(text.strip());
            case Event.Digit _ -> said.add("key");
            default -> {}
        }
    }

    void begins(int turn) {
        answering = turn;
    }

    void utters(Utterance utterance) {
        if (utterance.speaker() != Utterance.Speaker.AGENT) return;
        boolean whole = !utterance.interrupted() && utterance.heard().equals(utterance.generated());
        heardOut = whole ? utterance : null;
    }

    /** What is said from now on may be an answer; what was said before can't be one, but for a yes into the last word. */
    void closes(TurnTimes times) {
        lastClosed = times.turn();
        said.removeIf(words -> !Set.of("yes", "yeah").contains(words));
    }

    void isThere(Effect.RunTool run) {
        String readBack = policy.tool(run.call().name()).readBack();
        Confirmation yes = run.confirmation();
        Laws.require(yes.isGiven() == !readBack.isBlank(), "an irreversible tool needs a yes, no other does", run);
        if (!yes.isGiven()) return;
        Laws.require(yes.askedTurn() == lastClosed && run.turn() == answering, "the yes follows its question", run);
        Utterance asked = heardOut;
        Laws.require(asked != null && asked.turn() == yes.askedTurn(), "all of the question was heard", run);
        Laws.require(asked != null && asked.heard().endsWith(yes.readBack()), "the question is what was heard", run);
        Laws.require(
                !said.isEmpty()
                        && said.stream()
                                .flatMap(words -> Lexicon.words(words).stream())
                                .allMatch(YES::contains),
                "nothing but yes was said",
                said);
    }
}
