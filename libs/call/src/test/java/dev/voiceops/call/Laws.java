package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What holds in every call, whatever happens: held against each step of every scenario and storm. */
final class Laws {
    /** Whoever owes sound has a limit: one of these timers runs. */
    private static final Map<Party, Set<Timer>> LIMITS = Map.of(
            Party.CALLER, EnumSet.of(Timer.ENDPOINT, Timer.SILENCE, Timer.BARGE_IN, Timer.EAR),
            Party.MODEL, EnumSet.of(Timer.FIRST_TOKEN, Timer.TOKEN_GAP),
            Party.TOOL, EnumSet.of(Timer.TOOL_HARD),
            Party.VOICE, EnumSet.of(Timer.FIRST_AUDIO, Timer.PLAYOUT),
            Party.LINE, EnumSet.of(Timer.TRANSFER),
            Party.NOBODY, EnumSet.noneOf(Timer.class));

    /** More alarms than this at one instant are a loop. */
    private static final int ALARMS_AT_ONCE = 12;

    private final Policy policy;
    private final Conversation conversation;
    private final Words words = new Words();
    private final Set<Timer> armed = EnumSet.noneOf(Timer.class);
    private final Set<String> steps = new HashSet<>();
    private final Set<String> toolsRun = new HashSet<>();
    private final Set<String> toolsOfTurnPending = new HashSet<>();
    private final Set<Integer> spoke = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private final Set<Integer> uttered = new HashSet<>();
    private final List<String> heard = new ArrayList<>();
    private int turn;
    private int closed;
    private int asking;
    private boolean ducked;
    private boolean voice;
    private boolean ended;
    private long voiceAt;
    private long judgedAt;
    private long turnAt;
    private long now;
    private int alarms;

    Laws(Policy policy, Conversation conversation) {
        this.policy = policy;
        this.conversation = conversation;
    }

    /** Throws if this step broke a law. */
    void check(Event event, Playhead playhead, List<Effect> effects) {
        if (ended) {
            assertThat(effects).as("silent after the end").allMatch(effect -> effect instanceof Effect.Note);
            return;
        }
        noLoopOfAlarms(event, playhead);
        now = Math.max(now, playhead.nowMs());
        happens(event);
        for (Effect effect : effects) follows(effect, event, effects);
        somebodyOwesSound();
    }

    /** The caller's words that are on record so far. */
    Words words() {
        return words;
    }

    boolean isEnded() {
        return ended;
    }

    private void noLoopOfAlarms(Event event, Playhead playhead) {
        alarms = event instanceof Event.Alarm && playhead.nowMs() == now ? alarms + 1 : 0;
        assertThat(alarms).as("alarms at one instant, the last " + event).isLessThan(ALARMS_AT_ONCE);
    }

    private void happens(Event event) {
        words.happens(event, now, conversation);
        switch (event) {
            case Event.SpeechStarted _ -> {
                if (!voice) voiceAt = now;
                voice = true;
            }
            case Event.SpeechStopped _ -> voice = false;
            case Event.TurnEnded _ -> judgedAt = now;
            case Event.Alarm(var timer) -> armed.remove(timer);
            case Event.ToolReturned tool ->
                toolsOfTurnPending.remove(tool.call().id());
            case Event.ThoughtEnded end -> thoughtIsOver(end);
            case Event.ThoughtFailed end -> thoughtIsOver(end);
            default -> {}
        }
    }

    private void thoughtIsOver(Event.OfStep end) {
        if (asking == end.turn()
                && steps.contains(end.turn() + "." + end.step())
                && !steps.contains(end.turn() + "." + (end.step() + 1))) asking = 0;
    }

    private void follows(Effect effect, Event event, List<Effect> effects) {
        switch (effect) {
            case Effect.Arm(var timer, var ms) -> {
                assertThat(ms).as("time does not go back: " + timer).isNotNegative();
                armed.add(timer);
            }
            case Effect.Disarm(var timer) ->
                assertThat(armed.remove(timer))
                        .as("only what is armed is disarmed: " + timer)
                        .isTrue();
            case Effect.Ask ask -> asks(ask, event);
            case Effect.CancelAsk(var of) -> {
                assertThat(asking).as("only a running ask is cancelled").isEqualTo(of);
                asking = 0;
            }
            case Effect.RunTool(var of, var call) -> {
                live(of);
                assertThat(toolsRun.add(call.id()))
                        .as("a tool runs once: " + call.id())
                        .isTrue();
                assertThat(holding(of))
                        .as("no tool runs while the caller goes on")
                        .isFalse();
                toolsOfTurnPending.add(call.id());
            }
            case Effect.Say(var of, var text) -> {
                live(of);
                assertThat(text).as("nothing blank is said").isNotBlank();
                assertThat(finished)
                        .as("nothing is said after the end of speech")
                        .doesNotContain(of);
                assertThat(holding(of))
                        .as("does not begin to speak while the caller goes on")
                        .isFalse();
                spoke.add(of);
            }
            case Effect.Revoice(var of, var text) -> {
                live(of);
                assertThat(spoke).contains(of);
                assertThat(text).isNotBlank();
            }
            case Effect.EndSpeech(var of) -> {
                live(of);
                assertThat(spoke).as("only speech ends").contains(of);
                assertThat(finished.add(of)).as("speech ends once").isTrue();
            }
            case Effect.StopSpeaking(var of) -> {
                assertThat(spoke).as("only speech is stopped").contains(of);
                if (asking == of)
                    assertThat(effects).as("cut speech, cut thought").contains(new Effect.CancelAsk(of));
                finished.add(of);
            }
            case Effect.Duck(var on) -> {
                assertThat(on)
                        .as("the voice is lowered and brought back in turn")
                        .isNotEqualTo(ducked);
                ducked = on;
            }
            case Effect.Utter(var utterance) -> utters(utterance);
            case Effect.TurnClosed(var times) -> closes(times);
            case Effect.Transfer _, Effect.HangUp _ ->
                assertThat(turn).as("no turn is cut by our own deed").isEqualTo(closed);
            case Effect.Note _ -> {}
            case Effect.Ended _ -> ends(effect, effects);
        }
    }

    private void asks(Effect.Ask ask, Event event) {
        assertThat(asking).as("one ask at a time").isZero();
        assertThat(ask.turn())
                .as("turns go forward")
                .isGreaterThanOrEqualTo(turn)
                .isGreaterThan(closed);
        assertThat(steps.add(ask.turn() + "." + ask.step()))
                .as("a step is asked once")
                .isTrue();
        if (ask.turn() > turn) begins(ask.turn());
        assertThat(toolsOfTurnPending)
                .as("never asks with its own tool pending")
                .isEmpty();
        if (ask.step() == 1 && ask.dialogue().getLast() instanceof Line.Caller) callerIsDone(event);
        validDialogue(ask.dialogue());
        asking = ask.turn();
    }

    /** Never answers a talking caller. A line that is noisy without words, or judged complete, is not a talking caller. */
    private void callerIsDone(Event event) {
        boolean noise = now - Math.max(voiceAt, words.at()) >= policy.get(Limit.ENDPOINT_NOISY_MS);
        boolean judged =
                judgedAt >= words.at() && judgedAt >= voiceAt && now - judgedAt >= policy.get(Limit.ENDPOINT_MS);
        assertThat(!voice || noise || judged || words.byHand() || event instanceof Event.Typed)
                .as("never answers a talking caller")
                .isTrue();
    }

    private void validDialogue(List<Line> dialogue) {
        Set<String> ids = new HashSet<>();
        for (Line line : dialogue) {
            switch (line) {
                case Line.Caller(var text) -> assertThat(text).isNotBlank();
                case Line.Note(var text) -> assertThat(text).isNotBlank();
                case Line.Agent agent -> {
                    assertThat(agent.text().isBlank() && agent.tools().isEmpty())
                            .as("no empty line")
                            .isFalse();
                    agent.tools()
                            .forEach(use -> assertThat(ids.add(use.call().id()))
                                    .as("each call is answered once")
                                    .isTrue());
                }
            }
        }
        if (dialogue.getLast() instanceof Line.Agent agent) {
            assertThat(agent.tools()).as("the model is asked about results").isNotEmpty();
            assertThat(agent.tools()).noneMatch(use -> use.result().status() == ToolResult.Status.PENDING);
        }
    }

    private void begins(int newTurn) {
        assertThat(turn).as("one turn at a time").isEqualTo(closed);
        turn = newTurn;
        turnAt = now;
        toolsOfTurnPending.clear();
    }

    /** Only the live turn speaks and acts. */
    private void live(int of) {
        if (of > turn) begins(of);
        assertThat(of).as("only the live turn speaks").isEqualTo(turn).isGreaterThan(closed);
    }

    /** The caller has raised his voice since the turn began, and nothing was said yet. */
    private boolean holding(int of) {
        return !spoke.contains(of) && voice && voiceAt > turnAt;
    }

    private void utters(Utterance utterance) {
        assertThat(utterance.generated())
                .as("nothing is heard that was not to be said")
                .startsWith(utterance.heard());
        if (utterance.speaker() == Utterance.Speaker.CALLER) {
            words.records(utterance.heard());
        } else {
            assertThat(uttered.add(utterance.turn()))
                    .as("one utterance for a turn")
                    .isTrue();
            if (!utterance.heard().isEmpty())
                heard.addAll(List.of(utterance.heard().split("\\s+")));
        }
    }

    private void closes(TurnTimes times) {
        assertThat(times.turn()).as("turns close once, in order").isGreaterThan(closed);
        if (times.turn() > turn) begins(times.turn());
        closed = times.turn();
        if (spoke.contains(closed)) {
            assertThat(uttered).as("what was said is on record").contains(closed);
            assertThat(finished).as("speech is ended or stopped").contains(closed);
        }
        ledgerAddsUp(times);
    }

    static void ledgerAddsUp(TurnTimes times) {
        long sum = 0;
        long at = times.marks().started();
        for (TurnTimes.Span span : times.spans()) {
            assertThat(span.fromMs()).as("stages do not overlap").isGreaterThanOrEqualTo(at);
            assertThat(span.toMs()).isGreaterThan(span.fromMs());
            at = span.toMs();
            sum += span.ms();
        }
        assertThat(at)
                .as("no stage after the end")
                .isLessThanOrEqualTo(times.marks().ended());
        assertThat(times.unattributedMs()).as("nothing is booked twice").isNotNegative();
        assertThat(sum + times.unattributedMs())
                .as("the parts add up to the whole")
                .isEqualTo(times.totalMs());
        long stages = Stream.of(Stage.values()).mapToLong(times::ms).sum();
        assertThat(stages).as("each part has a name").isEqualTo(sum);
    }

    private void ends(Effect end, List<Effect> effects) {
        assertThat(effects.getLast()).as("the end is the last").isEqualTo(end);
        assertThat(turn).as("every turn is closed").isEqualTo(closed);
        words.allRecorded();
        List<String> remembered = conversation.dialogue().stream()
                .filter(Line.Agent.class::isInstance)
                .map(line -> ((Line.Agent) line).text())
                .filter(text -> !text.isBlank())
                .flatMap(text -> Stream.of(text.split("\\s+")))
                .toList();
        assertThat(remembered).as("the model remembers what was heard").isEqualTo(heard);
        ended = true;
    }

    private void somebodyOwesSound() {
        Party owes = conversation.owedBy();
        if (owes == Party.NOBODY) assertThat(armed).as("nobody is waited for").isEmpty();
        else if (owes != Party.CALLER || !policy.silence().isEmpty())
            assertThat(armed).as(owes + " has a limit").containsAnyElementsOf(LIMITS.get(owes));
        if (turn == closed) assertThat(ducked).as("a lowered voice comes back").isFalse();
    }
}
