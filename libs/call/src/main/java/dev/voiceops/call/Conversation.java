package dev.voiceops.call;

import static dev.voiceops.call.EndReason.MAX_DURATION;
import static dev.voiceops.call.EndReason.SILENCE;
import static dev.voiceops.call.EndReason.TRANSFERRED;
import static dev.voiceops.call.EndReason.VENDOR_FAILURE;
import static dev.voiceops.call.EndReason.VOICEMAIL;
import static dev.voiceops.call.Limit.EAR_LOST_MS;
import static dev.voiceops.call.Limit.MAX_CALL_MS;
import static dev.voiceops.call.Limit.MAX_CALL_NOTICE_MS;
import static dev.voiceops.call.Limit.TRANSFER_MS;
import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.Effect.Ended;
import dev.voiceops.call.Effect.HangUp;
import dev.voiceops.call.Effect.Transfer;
import dev.voiceops.call.Event.*;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The turn taking of one call: an event in, effects out. Deterministic, without clock, threads or I/O: the same events
 * with the same playheads give the same effects. Confined to one thread, that of the call's loop.
 *
 * <p>The rules of the caller's side are in {@link Floor}, those of the agent's side in {@link Agent}; what is decided here
 * is which event means what, when a call ends, and when each timer is due.
 */
public final class Conversation {
    private final Policy policy;
    private final Scene scene;
    private final Agent agent;
    private final Floor floor;
    private final Voicemail voicemail;
    private final Timers timers = new Timers();
    private long connectedAt = NEVER;
    private long transferringSince = NEVER;
    private long deafSince = NEVER;
    private boolean machine;
    private boolean timeTold;
    private @Nullable Ended ended;

    public Conversation(Policy policy) {
        this.policy = policy;
        this.scene = new Scene(policy);
        this.agent = new Agent(scene);
        this.floor = new Floor(scene, agent);
        this.voicemail = new Voicemail(policy.wording());
    }

    /** Takes one step. The effects are to be performed in their order. */
    public List<Effect> on(Event event, Playhead playhead) {
        boolean live = ended == null;
        begin(playhead);
        if (live) happens(event);
        else if (event instanceof ToolReturned late) toolReturnsLate(late);
        moveOn();
        timers.settle(this::due, scene.now(), scene.effects());
        if (live && ended != null) scene.add(ended);
        return List.copyOf(scene.effects());
    }

    /** Who owes the next sound. */
    public Party owedBy() {
        if (ended != null || connectedAt == NEVER) return Party.NOBODY;
        if (transferringSince != NEVER) return Party.LINE;
        Reply reply = agent.reply();
        return reply == null ? Party.CALLER : reply.owedBy();
    }

    /** Why the call ended, once it has. */
    public Optional<EndReason> endReason() {
        return Optional.ofNullable(ended).map(Ended::reason);
    }

    /** The dialogue as it stands between turns, as heard. */
    List<Line> dialogue() {
        return agent.dialogue().lines();
    }

    private void begin(Playhead playhead) {
        boolean forward = scene.begin(playhead.nowMs());
        if (!forward) scene.note("clock_error", "backwards_ms", scene.now() - playhead.nowMs());
        Reply reply = agent.reply();
        if (reply == null) return;
        if (!forward) reply.row.clockRanBackwards();
        reply.speech.played(playhead.heardOf(reply.turn));
        reply.row.spend(scene.now(), reply.speech.samplesHeard());
    }

    private void happens(Event event) {
        switch (event) {
            case Connected _ -> connect();
            case HungUp(var reason) -> end(transferringSince == NEVER ? reason : TRANSFERRED);
            case EndRequested(var reason) -> endOnRequest(reason);
            case Event early
            when connectedAt == NEVER ->
                scene.note("too_early", "event", early.getClass().getSimpleName());
            case SpeechStarted _ -> floor.voiceStarts();
            case SpeechStopped(var silentMs) -> floor.voiceStops(silentMs);
            case Transcript(var text, var last) -> hear(text, last);
            case TurnEnded _ -> floor.judged();
            case Typed(var text) -> floor.type(text, transferringSince == NEVER);
            case Digit(var key) -> floor.press(key);
            case Alarm(var timer) -> {
                if (timers.rings(timer, scene.now())) alarm(timer);
            }
            case EarLost(var failure) -> loseEar(failure);
            case EarBack _ -> findEar();
            case TransferFailed(var failure) -> transferFails(failure.code());
            case OfTurn result -> {
                Reply reply = agent.reply();
                if (reply != null && isAwaited(result, reply)) returns(result, reply);
                else if (result instanceof ToolReturned late) toolReturnsLate(late);
            }
        }
    }

    /** The one door at which stale results die. Late tools alone are heard of again, to stay on the record. */
    private static boolean isAwaited(OfTurn result, Reply reply) {
        if (result.turn() != reply.turn) return false;
        return switch (result) {
            case OfStep thought -> reply.thinking.isRunning() && thought.step() == reply.thinking.step();
            case ToolReturned tool -> reply.thinking.awaited(tool.call().id()).isPresent();
            case PlayoutEnded _ -> reply.delivery.isEnded();
            case Voiced _, AudioStarted _, VoiceFailed _ -> reply.speech.isGiven();
        };
    }

    private void returns(OfTurn result, Reply reply) {
        switch (result) {
            case Thought thought -> agent.write(reply, thought.delta());
            case ToolWanted wish -> agent.want(reply, wish.call());
            case ThoughtEnded _ -> giveUpIf(agent.thoughtEnds(reply));
            case ThoughtFailed trouble -> giveUpIf(agent.thoughtFails(reply, trouble.failure()));
            case ToolReturned tool -> agent.toolReturns(reply, tool.call(), tool.result());
            case Voiced voiced -> reply.speech.voiced(voiced.words());
            case AudioStarted _ -> agent.audible(reply);
            case PlayoutEnded _ -> follow(agent.playedOut(reply));
            case VoiceFailed trouble -> voiceFails(reply, trouble.failure());
        }
    }

    /** Somebody's patience is at its end. */
    private void alarm(Timer timer) {
        switch (timer) {
            case ENDPOINT -> answer();
            case BARGE_IN -> floor.verdict(agent.underWay());
            case FIRST_TOKEN -> giveUpIf(agent.thoughtStalls(agent.underWay(), "no_first_token"));
            case TOKEN_GAP -> giveUpIf(agent.thoughtStalls(agent.underWay(), "token_gap"));
            case FIRST_AUDIO -> voiceFails(agent.underWay(), new Failure("no_first_audio", true));
            case PLAYOUT -> follow(agent.playoutStalls(agent.underWay()));
            case TOOL_SOFT -> agent.fillIn(agent.underWay());
            case TOOL_HARD -> agent.toolsFail(agent.underWay());
            case SILENCE -> prompt();
            case MAX_CALL_NOTICE -> tellTime();
            case MAX_CALL -> leave(MAX_DURATION, Phrase.TIME_IS_UP);
            case EAR -> leave(VENDOR_FAILURE, Phrase.TROUBLE_GOODBYE);
            case TRANSFER -> transferFails("transfer_timeout");
        }
    }

    /** When each timer is due: nothing but a function of the state, so none is ever forgotten. */
    private long due(Timer timer) {
        if (ended != null || connectedAt == NEVER) return NEVER;
        if (transferringSince != NEVER)
            return timer == Timer.TRANSFER ? transferringSince + policy.get(TRANSFER_MS) : NEVER;
        return switch (timer) {
            case ENDPOINT -> floor.answerDue();
            case BARGE_IN -> floor.verdictDue();
            case FIRST_TOKEN, TOKEN_GAP, FIRST_AUDIO, PLAYOUT, TOOL_SOFT, TOOL_HARD -> agent.due(timer);
            case SILENCE -> floor.promptDue();
            case MAX_CALL_NOTICE ->
                timeTold || !floor.isQuiet()
                        ? NEVER
                        : connectedAt + policy.get(MAX_CALL_MS) - policy.get(MAX_CALL_NOTICE_MS);
            case MAX_CALL -> agent.isFirm() ? NEVER : connectedAt + policy.get(MAX_CALL_MS);
            case EAR -> agent.isFirm() || deafSince == NEVER ? NEVER : deafSince + policy.get(EAR_LOST_MS);
            case TRANSFER -> NEVER;
        };
    }

    private void connect() {
        if (connectedAt != NEVER) return;
        connectedAt = scene.now();
        floor.open();
        agent.say(policy.get(Phrase.GREETING), Next.LISTEN);
    }

    private void hear(String text, boolean last) {
        floor.hear(text, last);
        if (!voicemail.recognises(text, last, scene.now() - connectedAt)) return;
        scene.note("voicemail_detected", "action", policy.voicemail());
        switch (policy.voicemail()) {
            case CONTINUE -> {}
            case HANG_UP -> hangUp(VOICEMAIL);
            case LEAVE_MESSAGE -> machine = true;
        }
    }

    private void answer() {
        if (machine) leave(VOICEMAIL, Phrase.VOICEMAIL_MESSAGE);
        else floor.answer();
    }

    /** The caller says nothing: the next rung of the ladder, of which the last is a goodbye. */
    private void prompt() {
        String words = floor.ladder().climb();
        boolean last = floor.ladder().isAtTop();
        scene.note("silence_prompt", "last", last);
        if (last) leave(SILENCE, words, false);
        else agent.say(words, Next.LISTEN);
    }

    private void tellTime() {
        timeTold = true;
        agent.say(policy.get(Phrase.TIME_IS_SHORT), Next.LISTEN);
    }

    private void loseEar(Failure failure) {
        if (deafSince == NEVER) deafSince = scene.now();
        floor.loseEar();
        scene.note("ear_lost", "code", failure.code());
    }

    private void findEar() {
        deafSince = NEVER;
        floor.open();
        scene.note("ear_back");
    }

    private void voiceFails(Reply reply, Failure failure) {
        if (agent.revoices(reply, failure)) return;
        Next next = agent.cut(reply);
        if (!(next instanceof Next.Listen)) follow(next);
        else if (agent.isMute()) hangUp(VENDOR_FAILURE);
        else agent.goOn("Your voice failed. Say again what the caller did not hear.");
    }

    private void toolReturnsLate(ToolReturned late) {
        boolean known = agent.dialogue().strayReturned(late.call(), late.result());
        if (known)
            scene.note(
                    "late_tool_result",
                    "call_id",
                    late.call().id(),
                    "tool",
                    late.call().name(),
                    "status",
                    late.result().status());
    }

    /** The agent has given the floor away, by having said all or by falling silent. */
    private void follow(Next next) {
        switch (next) {
            case Next.Listen _ -> floor.agentIsDone();
            case Next.Leave leave -> hangUp(leave.reason());
            case Next.HandOver(var target) -> {
                transferringSince = scene.now();
                scene.add(new Transfer(target));
            }
        }
    }

    private void transferFails(String code) {
        if (transferringSince == NEVER) return;
        transferringSince = NEVER;
        scene.note("transfer_failed", "code", code);
        agent.say(policy.get(Phrase.TRANSFER_FAILED), Next.LISTEN);
    }

    private void endOnRequest(EndReason reason) {
        scene.note("end_requested", "reason", reason.code());
        switch (reason) {
            case OPERATOR_END -> leave(reason, Phrase.OPERATOR_GOODBYE);
            case DRAINED -> leave(reason, Phrase.DRAIN_GOODBYE);
            case MAX_DURATION -> leave(reason, Phrase.TIME_IS_UP);
            case VENDOR_FAILURE, INTERNAL_ERROR -> leave(reason, Phrase.TROUBLE_GOODBYE);
            case AGENT_GOODBYE -> leave(reason, Phrase.GOODBYE);
            case CALLER_HANGUP,
                    SILENCE,
                    TRANSFERRED,
                    VOICEMAIL,
                    MEDIA_LOST,
                    CONNECTOR_LOST,
                    DISPATCH_EXPIRED,
                    HANDOFF_INVALID,
                    NO_CAPACITY -> hangUp(reason);
        }
    }

    private void giveUpIf(boolean hopeless) {
        if (hopeless) leave(VENDOR_FAILURE, Phrase.TROUBLE_GOODBYE);
    }

    private void leave(EndReason reason, Phrase lastWords) {
        leave(reason, policy.get(lastWords), true);
    }

    /** Last words, then the line is closed once they were played. What is firm can't be interrupted or replaced. */
    private void leave(EndReason reason, String lastWords, boolean firm) {
        if (agent.isFirm()) return;
        agent.cut();
        transferringSince = NEVER;
        if (connectedAt == NEVER || lastWords.isBlank()) hangUp(reason);
        else agent.say(lastWords, new Next.Leave(reason, firm));
    }

    private void hangUp(EndReason reason) {
        agent.cut();
        scene.add(new HangUp(reason));
        end(reason);
    }

    private void end(EndReason reason) {
        Outcome outcome = Outcome.of(reason, agent.hasAnswered(), owedBy() == Party.CALLER && !floor.hasWords());
        agent.cut();
        floor.record();
        ended = new Ended(reason, outcome);
    }

    private void moveOn() {
        Reply moving = agent.reply();
        if (moving != null && !agent.moveOn(moving)) follow(agent.playedOut(moving));
        Reply reply = agent.reply();
        if (reply != null) reply.row.enter(reply.stage());
    }
}
