package dev.voiceops.call;

import static dev.voiceops.call.Limit.FAILED_TURNS;
import static dev.voiceops.call.Limit.MAX_CALL_MS;
import static dev.voiceops.call.Limit.MAX_STEPS;
import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.Effect.Ask;
import dev.voiceops.call.Effect.CancelAsk;
import dev.voiceops.call.Effect.Duck;
import dev.voiceops.call.Effect.EndSpeech;
import dev.voiceops.call.Effect.Revoice;
import dev.voiceops.call.Effect.RunTool;
import dev.voiceops.call.Effect.Say;
import dev.voiceops.call.Effect.StopSpeaking;
import dev.voiceops.call.Effect.TurnClosed;
import dev.voiceops.call.Effect.Utter;
import dev.voiceops.call.LedgerRow.Moment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agent's side of a call: one turn at a time is begun, moved on, spoken and closed. */
final class Agent {
    private final Scene scene;
    private final Dialogue dialogue;
    private @Nullable Reply reply;
    private int turns;
    private int voiceFailures;
    private boolean answered;
    private @Nullable ReadBack open;
    private long quietSince = NEVER;
    private String lastHeard = "";

    Agent(Scene scene, Dialogue dialogue) {
        this.scene = scene;
        this.dialogue = dialogue;
    }

    /** The turn under way, or null while the caller has the floor. */
    @Nullable
    Reply reply() {
        return reply;
    }

    /** The turn under way, where there must be one. */
    Reply underWay() {
        if (reply == null) throw new IllegalStateException("no turn is under way");
        return reply;
    }

    /** Whether the agent says something that nothing the caller says can stop. */
    boolean isFirm() {
        return reply != null && reply.isFirm();
    }

    /** When a timer of the turn under way is due. */
    long due(Timer timer) {
        return reply == null ? NEVER : reply.due(timer, scene.policy);
    }

    /** The number of the latest turn; 0 before any. */
    int turn() {
        return turns;
    }

    /** What the caller heard of the turn closed last. */
    String lastHeard() {
        return lastHeard;
    }

    /** When the agent last gave the floor away. */
    long quietSince() {
        return quietSince;
    }

    /** Whether the caller ever heard an answer to something he said. */
    boolean hasAnswered() {
        return answered || (reply != null && reply.isAnswering());
    }

    /** Begins a turn that answers these words of the caller. */
    Reply begin(Said prompt) {
        takeReadBack().ifPresent(unanswered -> notConfirmed(unanswered, prompt.isEmpty() ? "no_answer" : "other_turn"));
        dialogue.settle();
        Reply begun = new Reply(++turns, prompt, scene.now());
        reply = begun;
        return begun;
    }

    /** Begins a turn of fixed words; none, if they are blank. */
    void say(String words, Next next) {
        if (words.isBlank()) return;
        Reply begun = begin(Said.NOTHING);
        begun.speech.add(words);
        begun.thinking.finish();
        begun.then(next);
    }

    /** Takes up a thread that was cut without the caller's will; the model is told why. */
    void goOn(String why) {
        dialogue.note(why);
        ask(begin(Said.NOTHING));
    }

    /** Whether the caller was asked for his yes to a tool and has not answered. */
    boolean awaitsYes() {
        return open != null;
    }

    /** The tool that waits for the caller's yes; from now on it does not wait any more. */
    Optional<ReadBack> takeReadBack() {
        Optional<ReadBack> taken = Optional.ofNullable(open);
        open = null;
        return taken;
    }

    /** A tool that needs the caller's yes has not got it and does not run, which goes on record. */
    void notConfirmed(ReadBack refused, String why) {
        ToolCall call = refused.call();
        scene.note("tool_not_confirmed", "turn", refused.turn(), "call_id", call.id(), "tool", call.name(), "why", why);
        dialogue.note("The tool " + call.name()
                + " was read back to the caller and was NOT run, because there was no clear yes ("
                + why
                + "). Nothing was changed; do not say that it was. If the caller still wants it, call the tool again: it will "
                + "be read back once more.");
    }

    /** Asks the model for the next step of this turn. */
    void ask(Reply asking) {
        int step = asking.thinking.begin(asking.speech.length(), scene.now());
        boolean mayUseTools = step < scene.policy.get(MAX_STEPS);
        asking.row.mark(Moment.LLM_REQUEST, scene.now());
        scene.add(new Ask(asking.turn, step, dialogue.with(asking), mayUseTools));
    }

    /**
     * What the turn does next by itself: run its tools, speak what is fit, think on, or be done speaking. Returns false
     * if the turn is done and there was nothing to be spoken.
     */
    boolean moveOn(Reply moving) {
        if (moving.isHolding()) return true;
        moving.thinking.runs().stream().filter(run -> !run.isDispatched()).forEach(run -> dispatch(moving, run));
        moving.thinking.owedReadBack().ifPresent(moving.speech::add);
        give(moving);
        if (moving.thinking.isRunning() || moving.thinking.awaitsTools() || moving.delivery.isEnded()) return true;
        if (moving.thinking.owesStep()) {
            ask(moving);
        } else if (moving.speech.isGiven()) {
            moving.delivery.end(scene.now(), moving.speech.samplesHeard());
            scene.add(new EndSpeech(moving.turn));
        }
        return moving.thinking.isRunning() || moving.speech.isGiven();
    }

    /** The first of the turn's audio was sent: from now on the caller's words that it answers are answered. */
    void audible(Reply speaking) {
        speaking.delivery.audible(scene.now());
        speaking.row.mark(Moment.FIRST_AUDIO, scene.now());
        recordPrompt(speaking);
    }

    /** The voice has failed. True if another one is trying; it may, as long as nothing was heard. */
    boolean revoices(Reply speaking, Failure failure) {
        boolean again = !speaking.isAudible() && speaking.delivery.revoice(scene.now());
        scene.note("voice_trouble", "turn", speaking.turn, "code", failure.code(), "then", again ? "retry" : "cut");
        if (again) scene.add(new Revoice(speaking.turn, speaking.speech.between(0, speaking.speech.given())));
        else voiceFailures++;
        return again;
    }

    /** Whether the voice failed in so many turns in a row that the call is to be given up. */
    boolean isMute() {
        return voiceFailures >= scene.policy.get(FAILED_TURNS);
    }

    /** All of the turn was played. */
    Next playedOut(Reply played) {
        played.row.mark(Moment.PLAYOUT_END, scene.now());
        voiceFailures = 0;
        return close(played, false);
    }

    /** The audio should have been played long ago: whatever was heard, the turn is over. */
    Next playoutStalls(Reply speaking) {
        scene.note("playout_late", "turn", speaking.turn);
        return cut(speaking);
    }

    /** Cuts the turn under way, if there is one. */
    void cut() {
        if (reply != null) cut(reply);
    }

    /** The one place where a turn ends before it was played out: what remains of it is what the caller heard. */
    Next cut(Reply cutting) {
        boolean interrupted = cutting.isUnfinished();
        if (cutting.speech.isGiven()) scene.add(new StopSpeaking(cutting.turn));
        if (cutting.thinking.isRunning()) scene.add(new CancelAsk(cutting.turn));
        return close(cutting, interrupted);
    }

    /** Books the time of the turn under way. */
    void keepBooks() {
        if (reply == null) return;
        if (reply.speech.cut() > 0) reply.row.mark(Moment.FIRST_CLAUSE, scene.now());
        reply.row.enter(reply.stage());
    }

    private Next close(Reply closing, boolean interrupted) {
        int heard = interrupted ? closing.speech.heard() : closing.speech.given();
        recordPrompt(closing);
        dialogue.commit(closing, heard, interrupted);
        if (!closing.speech.isBlank()) scene.add(new Utter(closing.utterance(heard, interrupted, scene.now())));
        scene.add(new TurnClosed(closing.times(interrupted, scene.now(), scene.policy.get(MAX_CALL_MS))));
        if (closing.isDucked()) scene.add(new Duck(false));
        closing.thinking.withheld().ifPresent(wish -> readBackEnds(closing, wish, interrupted));
        answered |= closing.isAnswering();
        quietSince = scene.now();
        lastHeard = closing.speech.between(0, heard);
        reply = null;
        return closing.next();
    }

    /** A turn with a tool to be confirmed is over: if all of the question was heard, the caller has the floor to answer it. */
    private void readBackEnds(Reply closing, ReadBack wish, boolean interrupted) {
        if (!closing.thinking.isReadBack()) {
            ToolCall call = wish.call();
            scene.note(
                    "tool_not_confirmed",
                    "turn",
                    closing.turn,
                    "call_id",
                    call.id(),
                    "tool",
                    call.name(),
                    "why",
                    "not_asked");
        } else if (interrupted || !(closing.next() instanceof Next.Listen)) {
            notConfirmed(wish, "not_heard");
        } else {
            open = wish.played(scene.now());
        }
    }

    /** Puts the caller's words on record that the turn answers, once it is clear that it does. */
    private void recordPrompt(Reply answering) {
        if (answering.recordsPrompt()) scene.add(new Utter(answering.prompt().utterance(answering.turn)));
    }

    private void dispatch(Reply acting, ToolRun run) {
        if (run.confirmation().isGiven()) recordPrompt(acting); // the yes is on record before the deed
        run.dispatch(scene.now());
        scene.add(new RunTool(acting.turn, run.call, run.confirmation()));
    }

    private void give(Reply speaking) {
        String words = speaking.speech.give();
        if (words.isEmpty()) return;
        speaking.delivery.give(scene.now());
        speaking.row.mark(Moment.TTS_REQUEST, scene.now());
        scene.add(new Say(speaking.turn, words));
    }
}
