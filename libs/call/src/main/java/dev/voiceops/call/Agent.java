package dev.voiceops.call;

import static dev.voiceops.call.Limit.FAILED_TURNS;
import static dev.voiceops.call.Limit.MAX_CALL_MS;
import static dev.voiceops.call.Limit.MAX_STEPS;
import static dev.voiceops.call.Phrase.GOODBYE;
import static dev.voiceops.call.Phrase.LOST_THREAD;
import static dev.voiceops.call.Phrase.SAY_AGAIN;
import static dev.voiceops.call.Phrase.TOOL_TOO_SLOW;
import static dev.voiceops.call.Phrase.TRANSFER;
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
import dev.voiceops.call.TurnTimes.ToolSpan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agent's side of a call: one turn at a time is begun, moved on and closed. */
final class Agent {
    private final Scene scene;
    private final Dialogue dialogue = new Dialogue();
    private @Nullable Reply reply;
    private int turns;
    private int modelFailures;
    private int voiceFailures;
    private boolean answered;
    private long quietSince = NEVER;
    private String lastHeard = "";

    Agent(Scene scene) {
        this.scene = scene;
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
        return answered;
    }

    int turn() {
        return turns;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    Reply begin(Said prompt) {
        dialogue.settle();
        Reply begun = new Reply(++turns, prompt, scene.now());
        reply = begun;
        return begun;
    }

    /** Begins a turn of fixed words. */
    void say(String words, Next next) {
        if (words.isBlank()) return;
        Reply begun = begin(Said.NOTHING);
        begun.speech.add(words);
        begun.thinking.finish();
        begun.then(next);
    }

    void ask(Reply asking) {
        int step = asking.thinking.begin(asking.speech.length(), scene.now());
        boolean mayUseTools = step < scene.policy.get(MAX_STEPS);
        asking.row.mark(Moment.LLM_REQUEST, scene.now());
        scene.add(new Ask(asking.turn, step, dialogue.with(asking), mayUseTools));
    }

    /** Begins a turn that runs a tool somebody typed; the model puts the result into words. */
    void command(Said typed, Command command) {
        Reply begun = begin(typed);
        begun.thinking.begin(0, scene.now());
        want(begun, new ToolCall("typed-" + begun.turn, command.name(), command.arguments()));
        stepEnds(begun);
    }

    /** Takes up a thread that was cut without the caller's will; the model is told why. */
    void goOn(String why) {
        dialogue.note(why);
        ask(begin(Said.NOTHING));
    }

    void write(Reply writing, String delta) {
        token(writing);
        writing.speech.write(delta);
    }

    /** The model wants a tool, or one of the two deeds that are ours: to end the call and to hand it over. */
    void want(Reply wanting, ToolCall wanted) {
        token(wanting);
        wanting.speech.complete();
        ToolCall call = dialogue.unique(wanted, wanting.turn, wanting.thinking.step());
        switch (call.name()) {
            case Policy.END_CALL -> wanting.then(new Next.Leave(EndReason.AGENT_GOODBYE, false));
            case Policy.TRANSFER_CALL -> wantTransfer(wanting, call);
            default -> wantTool(wanting, call);
        }
    }

    private void wantTransfer(Reply wanting, ToolCall call) {
        Optional<String> target = scene.policy.transfer();
        if (target.isPresent()) wanting.then(new Next.HandOver(target.get()));
        else wanting.thinking.want(run(call).refuse("this agent has no number to transfer to", scene.now()));
    }

    private void wantTool(Reply wanting, ToolCall call) {
        if (wanting.thinking.step() < scene.policy.get(MAX_STEPS)) wanting.thinking.want(run(call));
        else scene.note("tool_refused", "turn", wanting.turn, "tool", call.name(), "why", "step limit");
    }

    private ToolRun run(ToolCall call) {
        return new ToolRun(call, scene.policy.tool(call.name()));
    }

    /** The model has finished a step. True if it fails so often that the call is to be given up. */
    boolean thoughtEnds(Reply ending) {
        ending.speech.complete();
        if (ending.isStepMute() && !ending.hasActed())
            return thoughtFails(ending, new Failure("empty_completion", true));
        modelFailures = 0;
        stepEnds(ending);
        return false;
    }

    /** The model has failed in a step. True if it fails so often that the call is to be given up. */
    boolean thoughtFails(Reply failing, Failure failure) {
        failing.speech.drop();
        boolean acted = failing.hasActed();
        boolean again = !acted && failing.isStepMute() && failure.retryable() && failing.thinking.retry();
        scene.note(
                "model_trouble",
                "turn",
                failing.turn,
                "code",
                failure.code(),
                "then",
                acted ? "tools" : again ? "retry" : "apology");
        failing.thinking.end();
        if (acted) stepEnds(failing);
        else if (again) ask(failing);
        else if (++modelFailures < scene.policy.get(FAILED_TURNS))
            apologise(failing, failing.isStepMute() ? SAY_AGAIN : LOST_THREAD);
        return !acted && !again && modelFailures >= scene.policy.get(FAILED_TURNS);
    }

    /** The model takes too long. True if it fails so often that the call is to be given up. */
    boolean thoughtStalls(Reply waiting, String code) {
        scene.add(new CancelAsk(waiting.turn));
        return thoughtFails(waiting, new Failure(code, true));
    }

    /** A tool has answered the turn that waits for it; false if it does not. */
    boolean toolReturns(Reply waiting, ToolCall call, ToolResult result) {
        Optional<ToolRun> run = waiting.thinking.awaited(call.id());
        run.ifPresent(awaited -> awaited.answer(result, scene.now()));
        return run.isPresent();
    }

    /** A tool takes long: a word to the caller. */
    void fillIn(Reply waiting) {
        scene.note("tool_filler", "turn", waiting.turn);
        waiting.speech.add(waiting.thinking.filler(scene.now()));
    }

    /** Tools have taken too long: the turn ends without them, and says so. */
    void toolsFail(Reply waiting) {
        for (ToolRun run : waiting.thinking.late(scene.now())) {
            scene.note("tool_timeout", "turn", waiting.turn, "call_id", run.call.id(), "tool", run.call.name());
            run.answer(
                    new ToolResult(ToolResult.Status.UNKNOWN, "no answer in time; nobody knows whether it was done"),
                    scene.now());
            dialogue.giveUp(run);
        }
        apologise(waiting, TOOL_TOO_SLOW);
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

    /**
     * What the turn does next by itself: run its tools, speak what is fit, think on, or be done speaking. Returns false
     * if the turn is done and there was nothing to be spoken.
     */
    boolean moveOn(Reply moving) {
        if (moving.isHolding()) return true;
        moving.thinking.runs().stream().filter(run -> !run.isDispatched()).forEach(run -> dispatch(moving, run));
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

    /** The one place where a turn ends before it was played out: what remains of it is what the caller heard. */
    Next cut(Reply cutting) {
        boolean unheard = !cutting.speech
                .between(cutting.speech.heard(), cutting.speech.length())
                .isEmpty();
        if (cutting.speech.isGiven()) scene.add(new StopSpeaking(cutting.turn));
        if (cutting.thinking.isRunning()) scene.add(new CancelAsk(cutting.turn));
        return close(cutting, unheard || cutting.thinking.isRunning() || cutting.thinking.awaitsTools());
    }

    void cut() {
        if (reply != null) cut(reply);
    }

    /** The audio should have been played long ago. */
    Next playoutStalls(Reply speaking) {
        scene.note("playout_late", "turn", speaking.turn);
        return cut(speaking);
    }

    /** All of the turn was played. */
    Next playedOut(Reply played) {
        played.row.mark(Moment.PLAYOUT_END, scene.now());
        voiceFailures = 0;
        return close(played, false);
    }

    /** Puts the caller's words on record that the turn answers, once it is clear that it does. */
    private void recordPrompt(Reply answering) {
        if (answering.recordsPrompt()) scene.add(new Utter(utterance(answering.prompt(), answering.turn)));
    }

    static Utterance utterance(Said said, int turn) {
        return new Utterance(
                turn,
                Utterance.Speaker.CALLER,
                said.text(),
                said.text(),
                Utterance.HeardBy.RECOGNISED,
                false,
                said.startedMs(),
                said.endedMs());
    }

    /** The first of the turn's audio was sent: from now on the caller's words that it answers are answered. */
    void audible(Reply speaking) {
        speaking.delivery.audible(scene.now());
        speaking.row.mark(Moment.FIRST_AUDIO, scene.now());
        recordPrompt(speaking);
    }

    private Next close(Reply closing, boolean interrupted) {
        int heard = interrupted ? closing.speech.heard() : closing.speech.given();
        recordPrompt(closing);
        dialogue.commit(closing, heard, interrupted);
        if (!closing.speech.isBlank()) scene.add(new Utter(closing.utterance(heard, interrupted, scene.now())));
        List<ToolSpan> tools = closing.thinking.steps().stream()
                .flatMap(step -> step.runs().stream())
                .filter(ToolRun::isDispatched)
                .map(ToolRun::span)
                .toList();
        scene.add(new TurnClosed(closing.row.close(scene.now(), scene.policy.get(MAX_CALL_MS), tools, interrupted)));
        answered |= !closing.prompt().isEmpty() && closing.isAudible();
        quietSince = scene.now();
        lastHeard = closing.speech.between(0, heard);
        if (closing.isDucked()) scene.add(new Duck(false));
        reply = null;
        return closing.next();
    }

    private void token(Reply writing) {
        writing.thinking.token(scene.now());
        writing.row.mark(Moment.LLM_FIRST_TOKEN, scene.now());
    }

    /** A step is complete. A turn that ends the call or hands it over has no further step, and says so if it has not. */
    private void stepEnds(Reply ending) {
        ending.thinking.end();
        switch (ending.next()) {
            case Next.Listen _ -> {}
            case Next.Leave _ -> lastWords(ending, GOODBYE);
            case Next.HandOver _ -> lastWords(ending, TRANSFER);
        }
    }

    private void lastWords(Reply ending, Phrase phrase) {
        if (ending.isStepMute()) ending.speech.add(scene.policy.get(phrase));
        ending.thinking.finish();
    }

    private void apologise(Reply failing, Phrase phrase) {
        failing.speech.add(scene.policy.get(phrase));
        failing.thinking.finish();
    }

    private void dispatch(Reply acting, ToolRun run) {
        run.dispatch(scene.now());
        scene.add(new RunTool(acting.turn, run.call));
    }

    private void give(Reply speaking) {
        if (speaking.speech.cut() > 0) speaking.row.mark(Moment.FIRST_CLAUSE, scene.now());
        String words = speaking.speech.give();
        if (words.isEmpty()) return;
        speaking.delivery.give(scene.now());
        speaking.row.mark(Moment.TTS_REQUEST, scene.now());
        scene.add(new Say(speaking.turn, words));
    }
}
