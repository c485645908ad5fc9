package dev.voiceops.call;

import static dev.voiceops.call.Limit.FAILED_TURNS;
import static dev.voiceops.call.Limit.MAX_STEPS;
import static dev.voiceops.call.Phrase.GOODBYE;
import static dev.voiceops.call.Phrase.LOST_THREAD;
import static dev.voiceops.call.Phrase.SAY_AGAIN;
import static dev.voiceops.call.Phrase.TOOL_MISUSED;
import static dev.voiceops.call.Phrase.TOOL_TOO_SLOW;
import static dev.voiceops.call.Phrase.TRANSFER;
import static dev.voiceops.call.ToolResult.Status.REJECTED;

import dev.voiceops.call.Effect.CancelAsk;
import dev.voiceops.call.LedgerRow.Moment;
import java.util.Optional;

/** What the language model and its tools do to the turn under way, and what is done when they fail to. */
final class Model {
    private static final String NOT_IN_TIME = "no answer in time; nobody knows whether it was done";

    /** Characters: about half a minute of speech. Nobody remembers more of what he is asked to agree to. */
    private static final int LONGEST_READ_BACK = 500;

    private final Scene scene;
    private final Agent agent;
    private final Dialogue dialogue;
    private final Assent assent;
    private int failures;

    Model(Scene scene, Agent agent, Dialogue dialogue) {
        this.scene = scene;
        this.agent = agent;
        this.dialogue = dialogue;
        this.assent = Assent.in(scene.policy.wording().assentIn());
    }

    /** Whether the model failed in so many turns in a row that the call is to be given up. */
    boolean isHopeless() {
        return failures >= scene.policy.get(FAILED_TURNS);
    }

    void writes(Reply writing, String delta) {
        token(writing);
        writing.speech.write(delta);
    }

    /** The model wants a tool, or one of the two deeds that are ours: to end the call and to hand it over. */
    void wants(Reply wanting, ToolCall wanted) {
        token(wanting);
        wanting.speech.complete();
        ToolCall call = dialogue.unique(wanted, wanting.turn, wanting.thinking.step());
        switch (call.name()) {
            case Policy.END_CALL -> wanting.then(new Next.Leave(EndReason.AGENT_GOODBYE, false));
            case Policy.TRANSFER_CALL -> wantsTransfer(wanting, call);
            default -> wantsTool(wanting, call);
        }
    }

    /** Begins the turn that answers these words: they are, first of all, the answer to what was read back, if anything was. */
    void answers(Said said) {
        Optional<ReadBack> asked = agent.takeReadBack();
        if (asked.isEmpty()) {
            agent.ask(agent.begin(said));
            return;
        }
        ReadBack readBack = asked.get();
        Assent.Verdict verdict = assent.of(said.text());
        if (verdict == Assent.Verdict.YES && readBack.isAnsweredBy(said)) {
            isConfirmed(said, readBack);
        } else {
            String why = verdict == Assent.Verdict.YES ? "too_early" : verdict == Assent.Verdict.NO ? "no" : "unclear";
            agent.notConfirmed(readBack, why);
            agent.ask(agent.begin(said));
        }
    }

    /** Begins a turn that runs the tool the caller has just said yes to. */
    private void isConfirmed(Said said, ReadBack readBack) {
        Reply begun = agent.begin(said);
        ToolCall call = readBack.call();
        scene.note(
                "tool_confirmed",
                "turn",
                begun.turn,
                "asked_turn",
                readBack.turn(),
                "call_id",
                call.id(),
                "tool",
                call.name());
        begun.thinking.begin(0, scene.now());
        begun.thinking.want(run(call).confirm(readBack.confirmedBy(said)));
        stepEnds(begun);
    }

    /** Begins a turn that runs a tool somebody typed; the model puts the result into words. */
    void isCommanded(Said typed, Command command) {
        Reply begun = agent.begin(typed);
        begun.thinking.begin(0, scene.now());
        wants(begun, new ToolCall("typed-" + begun.turn, command.name(), command.arguments()));
        stepEnds(begun);
    }

    /** The model has finished a step. */
    void ends(Reply ending) {
        ending.speech.complete();
        if (ending.isStepMute() && !ending.hasActed()) {
            fails(ending, new Failure("empty_completion", true));
        } else {
            failures = 0;
            stepEnds(ending);
        }
    }

    /** The model takes too long. */
    void stalls(Reply waiting, String code) {
        scene.add(new CancelAsk(waiting.turn));
        fails(waiting, new Failure(code, true));
    }

    /** The model has failed in a step: asked once more as long as nothing was said, else the caller hears an excuse. */
    void fails(Reply failing, Failure failure) {
        failing.thinking.end();
        failing.speech.drop();
        boolean acted = failing.hasActed();
        boolean again = !acted && failing.isStepMute() && failure.retryable() && failing.thinking.retry();
        String then = acted ? "tools" : again ? "retry" : "apology";
        scene.note("model_trouble", "turn", failing.turn, "code", failure.code(), "then", then);
        if (acted) {
            stepEnds(failing);
        } else if (again) {
            agent.ask(failing);
        } else {
            failures++;
            if (!isHopeless()) excuse(failing, failing.isStepMute() ? SAY_AGAIN : LOST_THREAD);
        }
    }

    /** A tool has answered the turn that waits for it. */
    void toolReturns(Reply waiting, ToolCall call, ToolResult result) {
        waiting.thinking.awaited(call.id()).ifPresent(run -> {
            run.answer(result, scene.now());
            if (run.isRejected()) noteRejected(waiting, call);
        });
        stopAsking(waiting);
    }

    /** A tool has answered when nobody waited any more: it stays on the record, and the model will read it. */
    void toolReturnsLate(ToolCall call, ToolResult result) {
        boolean known = dialogue.strayReturns(call, result);
        if (known) scene.note("late_tool_result", "call_id", call.id(), "tool", call.name(), "status", result.status());
    }

    /** A tool takes long: a word to the caller. */
    void toolIsSlow(Reply waiting) {
        scene.note("tool_filler", "turn", waiting.turn);
        waiting.speech.add(waiting.thinking.filler(scene.now()));
    }

    /** Tools have taken too long: the turn ends without them, and says so. */
    void toolsFail(Reply waiting) {
        for (ToolRun run : waiting.thinking.late(scene.now())) {
            scene.note("tool_timeout", "turn", waiting.turn, "call_id", run.call.id(), "tool", run.call.name());
            run.answer(new ToolResult(ToolResult.Status.UNKNOWN, NOT_IN_TIME), scene.now());
            dialogue.giveUp(run);
        }
        excuse(waiting, TOOL_TOO_SLOW);
    }

    private void wantsTransfer(Reply wanting, ToolCall call) {
        Optional<String> target = scene.policy.transfer();
        if (target.isPresent()) wanting.then(new Next.HandOver(target.get()));
        else wanting.thinking.want(refused(call, "this agent has no number to transfer to"));
    }

    private void wantsTool(Reply wanting, ToolCall call) {
        if (wanting.thinking.step() >= scene.policy.get(MAX_STEPS)) {
            scene.note("tool_refused", "turn", wanting.turn, "tool", call.name(), "why", "step limit");
            return;
        }
        Optional<Arguments> arguments = Arguments.of(call.arguments());
        if (arguments.isEmpty()) {
            noteRejected(wanting, call);
            wanting.thinking.want(run(call).refuse(REJECTED, "the arguments are not a JSON object", scene.now()));
            return;
        }
        scene.policy
                .question(call.name())
                .map(question -> arguments.get().fill(question, call.name()))
                .ifPresentOrElse(question -> wantsYes(wanting, call, question), () -> wanting.thinking.want(run(call)));
    }

    /** The tool is read back to the caller at the end of this turn, and runs only in the next one, if he says yes. */
    private void wantsYes(Reply wanting, ToolCall call, String question) {
        if (question.length() > LONGEST_READ_BACK) {
            wanting.thinking.want(refused(call, "its arguments are too long to be read back to the caller"));
        } else if (!wanting.thinking.withhold(new ReadBack(call, question, wanting.turn, scene.now()))) {
            wanting.thinking.want(refused(call, "another tool is read back to the caller first; one at a time"));
        }
    }

    private ToolRun refused(ToolCall call, String why) {
        return run(call).refuse(ToolResult.Status.FAILED, why, scene.now());
    }

    private void noteRejected(Reply wanting, ToolCall call) {
        scene.note("tool_arguments_rejected", "turn", wanting.turn, "call_id", call.id(), "tool", call.name());
    }

    /** The model was told once that its arguments are no good; if they are again, the caller is told. */
    private void stopAsking(Reply waiting) {
        if (!waiting.thinking.owesStep() || !waiting.thinking.isBeyondRepair()) return;
        scene.note("tool_arguments_given_up", "turn", waiting.turn);
        excuse(waiting, TOOL_MISUSED);
    }

    private ToolRun run(ToolCall call) {
        return new ToolRun(call, scene.policy.tool(call.name()));
    }

    private void token(Reply writing) {
        writing.thinking.token(scene.now());
        writing.row.mark(Moment.LLM_FIRST_TOKEN, scene.now());
    }

    /** A step is complete. A turn that ends the call or hands it over has no further step, and says so if it has not. */
    private void stepEnds(Reply ending) {
        ending.thinking.end();
        switch (ending.next()) {
            case Next.Listen _ -> stopAsking(ending);
            case Next.Leave _ -> lastWords(ending, GOODBYE);
            case Next.HandOver _ -> lastWords(ending, TRANSFER);
        }
    }

    private void lastWords(Reply ending, Phrase phrase) {
        if (ending.isStepMute()) ending.speech.add(scene.policy.get(phrase));
        ending.thinking.finish();
    }

    private void excuse(Reply failing, Phrase phrase) {
        failing.speech.add(scene.policy.get(phrase));
        failing.thinking.finish();
    }
}
