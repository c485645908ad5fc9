package dev.voiceops.call;

import static dev.voiceops.call.EndReason.MAX_DURATION;
import static dev.voiceops.call.EndReason.SILENCE;
import static dev.voiceops.call.EndReason.VENDOR_FAILURE;
import static dev.voiceops.call.EndReason.VOICEMAIL;
import static dev.voiceops.call.Limit.EAR_LOST_MS;
import static dev.voiceops.call.Limit.MAX_CALL_MS;
import static dev.voiceops.call.Limit.MAX_CALL_NOTICE_MS;
import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.Effect.Ended;
import dev.voiceops.call.Event.*;
import java.util.List;
import java.util.Optional;

/**
 * The turn taking of one call: an event in, effects out. Deterministic, without clock, threads or I/O: the same events
 * with the same playheads give the same effects. Confined to one thread, that of {@link CallLoop}.
 *
 * <p>Here stands what each event means and when each timer is due. The rules of the caller's side are in {@link Floor},
 * those of the agent's side in {@link Agent} and {@link Model}, those of goodbyes in {@link Ending}.
 */
public final class Conversation {
    private final Policy policy;
    private final Scene scene;
    private final Dialogue dialogue = new Dialogue();
    private final Agent agent;
    private final Model model;
    private final Floor floor;
    private final Ending ending;
    private final Voicemail voicemail;
    private final Timers timers = new Timers();
    private long connectedAt = NEVER;
    private long deafSince = NEVER;
    private boolean machine;
    private boolean timeTold;

    public Conversation(Policy policy) {
        this.policy = policy;
        this.scene = new Scene(policy);
        this.agent = new Agent(scene, dialogue);
        this.model = new Model(scene, agent, dialogue);
        this.floor = new Floor(scene, agent, model);
        this.ending = new Ending(scene, agent, floor);
        this.voicemail = new Voicemail(policy.wording());
    }

    /** Takes one step. The effects are to be performed in their order. */
    public List<Effect> on(Event event, Playhead playhead) {
        boolean live = !ending.isOver();
        begin(playhead);
        if (live) happens(event);
        else if (event instanceof ToolReturned late) model.toolReturnsLate(late.call(), late.result());
        moveOn();
        timers.settle(this::due, scene.now(), scene.effects());
        Ended ended = ending.ended();
        if (live && ended != null) scene.add(ended);
        return List.copyOf(scene.effects());
    }

    /** Who owes the next sound. */
    public Party owedBy() {
        if (ending.isOver() || connectedAt == NEVER) return Party.NOBODY;
        if (ending.isTransferring()) return Party.LINE;
        Reply reply = agent.reply();
        return reply == null ? Party.CALLER : reply.owedBy();
    }

    /** Why the call ended, once it has. */
    public Optional<EndReason> endReason() {
        return Optional.ofNullable(ending.ended()).map(Ended::reason);
    }

    /** The dialogue as it stands between turns, as heard. */
    List<Line> dialogue() {
        return dialogue.lines();
    }

    /** The time and the playhead move on; a clock that does not is found out. */
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
            case HungUp(var reason) -> ending.lineIsGone(reason);
            case EndRequested(var reason) when connectedAt == NEVER -> ending.hangUp(reason);
            case EndRequested(var reason) -> ending.request(reason);
            case Event early when connectedAt == NEVER -> scene.note("too_early", "event", name(early));
            case SpeechStarted _ -> floor.voiceStarts();
            case SpeechStopped(var silentMs) -> floor.voiceStops(silentMs);
            case Transcript(var text, var last) -> hear(text, last);
            case TurnEnded _ -> floor.judged();
            case Typed(var text) -> floor.type(text, !ending.isTransferring());
            case Digit(var key) -> floor.press(key);
            case Alarm(var timer) -> {
                if (timers.rings(timer, scene.now())) alarm(timer);
            }
            case EarLost(var failure) -> loseEar(failure);
            case EarBack _ -> findEar();
            case TransferFailed(var failure) -> ending.transferFails(failure.code());
            case OfTurn result -> {
                Reply reply = agent.reply();
                if (reply != null && isAwaited(result, reply)) returns(result, reply);
                else if (result instanceof ToolReturned late) model.toolReturnsLate(late.call(), late.result());
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

    /** Work done for the turn under way has a result. */
    private void returns(OfTurn result, Reply reply) {
        switch (result) {
            case Thought thought -> model.writes(reply, thought.delta());
            case ToolWanted wish -> model.wants(reply, wish.call());
            case ThoughtEnded _ -> model.ends(reply);
            case ThoughtFailed trouble -> model.fails(reply, trouble.failure());
            case ToolReturned tool -> model.toolReturns(reply, tool.call(), tool.result());
            case Voiced voiced -> reply.speech.voiced(voiced.words());
            case AudioStarted _ -> agent.audible(reply);
            case PlayoutEnded _ -> ending.follow(agent.playedOut(reply));
            case VoiceFailed trouble -> voiceFails(reply, trouble.failure());
        }
    }

    /** Somebody's patience is at its end. */
    private void alarm(Timer timer) {
        switch (timer) {
            case ENDPOINT -> answer();
            case BARGE_IN -> floor.verdict(agent.underWay());
            case FIRST_TOKEN -> model.stalls(agent.underWay(), "no_first_token");
            case TOKEN_GAP -> model.stalls(agent.underWay(), "token_gap");
            case FIRST_AUDIO -> voiceFails(agent.underWay(), new Failure("no_first_audio", true));
            case PLAYOUT -> ending.follow(agent.playoutStalls(agent.underWay()));
            case TOOL_SOFT -> model.toolIsSlow(agent.underWay());
            case TOOL_HARD -> model.toolsFail(agent.underWay());
            case SILENCE -> prompt();
            case MAX_CALL_NOTICE -> tellTime();
            case MAX_CALL -> ending.leave(MAX_DURATION, Phrase.TIME_IS_UP);
            case EAR -> ending.leave(VENDOR_FAILURE, Phrase.TROUBLE_GOODBYE);
            case TRANSFER -> ending.transferFails("transfer_timeout");
        }
    }

    /** When each timer is due: nothing but a function of the state, so none is ever forgotten. */
    private long due(Timer timer) {
        if (ending.isOver() || connectedAt == NEVER) return NEVER;
        if (ending.isTransferring()) return timer == Timer.TRANSFER ? ending.transferDue() : NEVER;
        long timeIsUp = connectedAt + policy.get(MAX_CALL_MS);
        return switch (timer) {
            case ENDPOINT -> floor.answerDue();
            case BARGE_IN -> floor.verdictDue();
            case SILENCE -> floor.promptDue();
            case FIRST_TOKEN, TOKEN_GAP, FIRST_AUDIO, PLAYOUT, TOOL_SOFT, TOOL_HARD -> agent.due(timer);
            case MAX_CALL_NOTICE -> mayTellTime() ? timeIsUp - policy.get(MAX_CALL_NOTICE_MS) : NEVER;
            case MAX_CALL -> agent.isFirm() ? NEVER : timeIsUp;
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
            case HANG_UP -> ending.hangUp(VOICEMAIL);
            case LEAVE_MESSAGE -> machine = true;
        }
    }

    private void answer() {
        if (machine) ending.leave(VOICEMAIL, Phrase.VOICEMAIL_MESSAGE);
        else floor.answer();
    }

    /** The caller says nothing: the next rung of the ladder, of which the last is a goodbye. */
    private void prompt() {
        String words = floor.ladder().climb();
        boolean last = floor.ladder().isAtTop();
        scene.note("silence_prompt", "last", last);
        if (last) ending.leave(words, new Next.Leave(SILENCE, false));
        else agent.say(words, Next.LISTEN);
    }

    /** Not into the pause in which the caller decides about a tool. */
    private boolean mayTellTime() {
        return !timeTold && floor.isQuiet() && !agent.awaitsYes();
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

    /** The voice broke or made no sound: another one tries, the model goes on, or the call is given up. */
    private void voiceFails(Reply reply, Failure failure) {
        if (agent.revoices(reply, failure)) return;
        Next next = agent.cut(reply);
        if (!(next instanceof Next.Listen)) ending.follow(next);
        else if (agent.isMute()) ending.hangUp(VENDOR_FAILURE);
        else agent.goOn("Your voice failed. Say again what the caller did not hear.");
    }

    /** The turn under way does by itself what it can. */
    private void moveOn() {
        if (ending.isOver()) return;
        if (model.isHopeless()) ending.leave(VENDOR_FAILURE, Phrase.TROUBLE_GOODBYE);
        Reply moving = agent.reply();
        if (moving != null && !agent.moveOn(moving)) ending.follow(agent.playedOut(moving));
        agent.keepBooks();
    }

    private static String name(Event event) {
        return event.getClass().getSimpleName();
    }
}
