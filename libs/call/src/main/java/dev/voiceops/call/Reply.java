package dev.voiceops.call;

import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.TurnTimes.ToolSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One turn of the agent in the making. It is provisional until heard: what remains of it is decided when it ends. */
final class Reply {
    final int turn;
    final Thinking thinking = new Thinking();
    final Speech speech = new Speech();
    final Delivery delivery = new Delivery();
    final LedgerRow row;
    private final long startedAt;
    private Said prompt;
    private boolean promptIsOnRecord;
    private Next next = Next.LISTEN;
    private boolean judging;
    private boolean ducked;

    /** A turn that answers {@code prompt}, or that the agent begins of its own accord if that is empty. */
    Reply(int turn, Said prompt, long now) {
        this.turn = turn;
        this.prompt = prompt;
        this.promptIsOnRecord = prompt.isEmpty();
        this.startedAt = now;
        this.row = new LedgerRow(turn, prompt.endedMs(), now);
    }

    Said prompt() {
        return prompt;
    }

    /** Takes the caller's words out of this turn, which will not answer them. */
    Said withdraw() {
        Said words = prompt;
        prompt = Said.NOTHING;
        promptIsOnRecord = true;
        return words;
    }

    /** Whether the caller's words have to be put on record now; true once. */
    boolean recordsPrompt() {
        boolean due = !promptIsOnRecord;
        promptIsOnRecord = true;
        return due;
    }

    Next next() {
        return next;
    }

    void then(Next following) {
        next = following;
    }

    /** Whether nothing the caller says can stop this turn. */
    boolean isFirm() {
        return next instanceof Next.Leave leave && leave.firm();
    }

    /** The caller makes a sound, and it is not clear yet what it means. */
    void judge() {
        judging = true;
        ducked = speech.isGiven();
    }

    /** The sound meant nothing. */
    void letGo() {
        judging = false;
        ducked = false;
    }

    boolean isJudging() {
        return judging;
    }

    boolean isDucked() {
        return ducked;
    }

    /** Not a word was said yet, and none will be, no tool run, while the caller makes a sound. */
    boolean isHolding() {
        return judging && !speech.isGiven();
    }

    boolean isAudible() {
        return delivery.isAudible() || speech.samplesHeard() > 0;
    }

    /** Whether the caller hears, or heard, an answer to something he said. */
    boolean isAnswering() {
        return !prompt.isEmpty() && isAudible();
    }

    /** Whether the world has noticed this turn: it was heard, or a tool was dispatched. */
    boolean isNoticed() {
        return isAudible() || thinking.allRuns().anyMatch(ToolRun::isDispatched);
    }

    /** Whether the latest step wants something done: by a tool, or by the call itself once all is said. */
    boolean hasActed() {
        boolean tools = !thinking.runs().isEmpty() || thinking.withheld().isPresent();
        return tools || !(next instanceof Next.Listen);
    }

    /** Whether the latest step has nothing fit to be spoken. */
    boolean isStepMute() {
        return speech.between(thinking.from(), speech.cut()).isEmpty();
    }

    /** The turn's lines of the dialogue, as far as its text was {@code heard}; an interruption is marked on the last. */
    List<Line> lines(int heard, boolean interrupted) {
        List<Line> lines = new ArrayList<>();
        if (!prompt.isEmpty()) lines.add(new Line.Caller(prompt.text()));
        lines.addAll(thinking.lines(speech, heard));
        if (interrupted && !lines.isEmpty() && lines.getLast() instanceof Line.Agent last)
            lines.set(lines.size() - 1, last.cut());
        return lines;
    }

    /** What the agent said in this turn, for the record. */
    Utterance utterance(int heard, boolean interrupted, long now) {
        boolean whole = !interrupted && speech.isGiven();
        return new Utterance(
                turn,
                Utterance.Speaker.AGENT,
                speech.between(0, speech.length()),
                speech.between(0, heard),
                whole ? Utterance.HeardBy.PLAYED_OUT : speech.heardBy(),
                interrupted,
                delivery.isAudible() ? delivery.audibleAt() : startedAt,
                now);
    }

    /** Whether something of the turn is still to be heard, thought or done. */
    boolean isUnfinished() {
        boolean unheard = !speech.between(speech.heard(), speech.length()).isEmpty();
        return unheard || thinking.isRunning() || thinking.awaitsTools();
    }

    /** The finished row of the ledger. */
    TurnTimes times(boolean interrupted, long now, long longestMs) {
        Stream<ToolSpan> tools =
                thinking.allRuns().filter(ToolRun::isDispatched).map(ToolRun::span);
        return row.close(now, longestMs, tools.toList(), interrupted);
    }

    /** What the turn spends its time on; null if it only waits for its audio to be played. */
    @Nullable
    Stage stage() {
        if (isHolding()) return Stage.HOLDING;
        if (delivery.owesSound()) return Stage.VOICE;
        if (thinking.isRunning()) return thinking.hasToken() ? Stage.WRITING : Stage.MODEL;
        return thinking.awaitsTools() ? Stage.TOOL : null;
    }

    Party owedBy() {
        if (isHolding()) return Party.CALLER;
        if (delivery.isEnded() || delivery.owesSound()) return Party.VOICE;
        return thinking.isRunning() ? Party.MODEL : Party.TOOL;
    }

    /** When a timer of this turn is due. */
    long due(Timer timer, Policy policy) {
        return switch (timer) {
            case FIRST_TOKEN -> thinking.firstTokenDue(policy);
            case TOKEN_GAP -> thinking.tokenGapDue(policy);
            case FIRST_AUDIO -> delivery.firstAudioDue(policy);
            case PLAYOUT -> delivery.playoutDue(policy, speech.expectedSamples());
            case TOOL_SOFT -> fillerDue();
            case TOOL_HARD -> thinking.toolHardDue();
            case ENDPOINT, BARGE_IN, SILENCE, MAX_CALL_NOTICE, MAX_CALL, EAR, TRANSFER -> NEVER;
        };
    }

    /** When a word to the caller about a slow tool is due: not while he still hears the agent. */
    private long fillerDue() {
        long due = thinking.toolSoftDue();
        if (due == NEVER || delivery.owesSound()) return NEVER;
        return Math.max(due, delivery.soundUntil(speech.expectedSamples()));
    }
}
