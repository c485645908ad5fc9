package dev.voiceops.call;

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
    private final Consent consent;
    private final Set<Timer> armed = EnumSet.noneOf(Timer.class);
    private final Set<String> toolsRun = new HashSet<>();
    private final Set<String> toolsPending = new HashSet<>();
    private final Set<Integer> spoke = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private final Set<Integer> uttered = new HashSet<>();
    private final List<String> heard = new ArrayList<>();
    private int turn;
    private int step;
    private int closed;
    private boolean asking;
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
        this.consent = new Consent(policy);
    }

    /** Throws if this step broke a law. */
    void check(Event event, Playhead playhead, List<Effect> effects) {
        if (ended) {
            require(effects.stream().allMatch(Effect.Note.class::isInstance), "silent after the end", effects);
            return;
        }
        alarms = event instanceof Event.Alarm && playhead.nowMs() == now ? alarms + 1 : 0;
        require(alarms < ALARMS_AT_ONCE, "alarms do not go round in circles", event);
        now = Math.max(now, playhead.nowMs());
        happens(event);
        for (Effect effect : effects) follows(effect, event, effects);
        somebodyOwesSound();
    }

    boolean isEnded() {
        return ended;
    }

    private void happens(Event event) {
        words.happens(event, now, conversation);
        consent.happens(event);
        switch (event) {
            case Event.SpeechStarted _ -> {
                if (!voice) voiceAt = now;
                voice = true;
            }
            case Event.SpeechStopped _ -> voice = false;
            case Event.TurnEnded _ -> judgedAt = now;
            case Event.Alarm(var timer) -> armed.remove(timer);
            case Event.ToolReturned tool -> toolsPending.remove(tool.call().id());
            case Event.ThoughtEnded end -> thoughtIsOver(end);
            case Event.ThoughtFailed end -> thoughtIsOver(end);
            default -> {}
        }
    }

    private void thoughtIsOver(Event.OfStep end) {
        if (end.turn() == turn && end.step() == step) asking = false;
    }

    private void follows(Effect effect, Event event, List<Effect> effects) {
        switch (effect) {
            case Effect.Arm(var timer, var ms) -> {
                require(ms >= 0, "time does not go back", timer);
                armed.add(timer);
            }
            case Effect.Disarm(var timer) -> require(armed.remove(timer), "only what is armed is disarmed", timer);
            case Effect.Ask ask -> asks(ask, event);
            case Effect.CancelAsk(var of) -> {
                require(asking && turn == of, "only a running ask is cancelled", of);
                asking = false;
            }
            case Effect.RunTool run -> runs(run);
            case Effect.Say say -> says(say);
            case Effect.Revoice(var of, var text) -> {
                live(of);
                require(spoke.contains(of) && !text.isBlank(), "only what was said is said again", text);
            }
            case Effect.EndSpeech(var of) -> {
                live(of);
                require(spoke.contains(of), "only speech ends", of);
                require(finished.add(of), "speech ends once", of);
            }
            case Effect.StopSpeaking(var of) -> {
                require(spoke.contains(of), "only speech is stopped", of);
                require(!asking || effects.contains(new Effect.CancelAsk(of)), "cut speech, cut thought", of);
                finished.add(of);
            }
            case Effect.Duck(var on) -> {
                require(on != ducked, "the voice is lowered and brought back in turn", on);
                ducked = on;
            }
            case Effect.Utter(var utterance) -> utters(utterance);
            case Effect.TurnClosed(var times) -> closes(times);
            case Effect.Transfer _, Effect.HangUp _ ->
                require(turn == closed, "no turn is left open by our own deed", turn);
            case Effect.Note _ -> {}
            case Effect.Ended _ -> ends(effect, effects);
        }
    }

    private void asks(Effect.Ask ask, Event event) {
        require(!asking, "one ask at a time", ask.turn());
        if (ask.turn() != turn) begins(ask.turn());
        require(ask.turn() > closed && ask.step() > step, "turns and steps go forward", ask.turn(), ask.step());
        require(toolsPending.isEmpty(), "never asks with its own tool pending", toolsPending);
        if (ask.step() == 1 && ask.dialogue().getLast() instanceof Line.Caller) callerIsDone(event);
        validDialogue(ask.dialogue());
        step = ask.step();
        asking = true;
    }

    /** A line that is noisy without words, or judged complete, is not a talking caller. */
    private void callerIsDone(Event event) {
        boolean noise = now - Math.max(voiceAt, words.at()) >= policy.get(Limit.ENDPOINT_NOISY_MS);
        boolean judged =
                judgedAt >= words.at() && judgedAt >= voiceAt && now - judgedAt >= policy.get(Limit.ENDPOINT_MS);
        require(
                !voice || noise || judged || words.byHand() || event instanceof Event.Typed,
                "never answers a talking caller");
    }

    private void validDialogue(List<Line> dialogue) {
        Set<String> ids = new HashSet<>();
        for (Line line : dialogue) {
            switch (line) {
                case Line.Caller(var text) -> require(!text.isBlank(), "the caller says something");
                case Line.Note(var text) -> require(!text.isBlank(), "a note says something");
                case Line.Agent agent -> {
                    require(!agent.text().isBlank() || !agent.tools().isEmpty(), "no line is empty");
                    agent.tools().forEach(use -> require(ids.add(use.call().id()), "each call is answered once", use));
                }
            }
        }
        if (!(dialogue.getLast() instanceof Line.Agent agent)) return;
        require(!agent.tools().isEmpty(), "the model is asked about results", agent);
        require(
                agent.tools().stream().noneMatch(use -> use.result().status() == ToolResult.Status.PENDING),
                "results are there",
                agent);
    }

    private void runs(Effect.RunTool run) {
        live(run.turn());
        consent.isThere(run);
        require(toolsRun.add(run.call().id()), "a tool runs once", run);
        require(!holding(run.turn()), "no tool runs while the caller goes on", run);
        toolsPending.add(run.call().id());
    }

    private void says(Effect.Say say) {
        live(say.turn());
        require(!say.text().isBlank(), "nothing blank is said");
        require(!finished.contains(say.turn()), "nothing is said after the end of speech", say);
        require(!holding(say.turn()), "does not begin to speak while the caller goes on", say);
        spoke.add(say.turn());
    }

    private void begins(int newTurn) {
        require(turn == closed, "one turn at a time", turn, newTurn);
        require(newTurn > turn, "turns go forward", newTurn);
        consent.begins(newTurn);
        turn = newTurn;
        step = 0;
        turnAt = now;
        toolsPending.clear();
    }

    private void live(int of) {
        if (of > turn) begins(of);
        require(of == turn && of > closed, "only the live turn speaks and acts", of);
    }

    /** The caller has raised his voice since the turn began, and nothing was said yet. */
    private boolean holding(int of) {
        return !spoke.contains(of) && voice && voiceAt > turnAt;
    }

    private void utters(Utterance utterance) {
        consent.utters(utterance);
        require(
                utterance.generated().startsWith(utterance.heard()),
                "nothing is heard that was not to be said",
                utterance);
        if (utterance.speaker() == Utterance.Speaker.CALLER) {
            words.records(utterance.heard());
        } else {
            require(uttered.add(utterance.turn()), "one utterance for a turn", utterance);
            if (!utterance.heard().isEmpty())
                heard.addAll(List.of(utterance.heard().split("\\s+")));
        }
    }

    private void closes(TurnTimes times) {
        require(times.turn() > closed, "turns close once, in order", times.turn());
        if (times.turn() > turn) begins(times.turn());
        consent.closes(times);
        closed = times.turn();
        asking = false;
        require(!spoke.contains(closed) || uttered.contains(closed), "what was said is on record", closed);
        require(!spoke.contains(closed) || finished.contains(closed), "speech is ended or stopped", closed);
        ledgerAddsUp(times);
    }

    static void ledgerAddsUp(TurnTimes times) {
        long sum = 0;
        long at = times.marks().started();
        for (TurnTimes.Span span : times.spans()) {
            require(span.fromMs() >= at && span.toMs() > span.fromMs(), "stages do not overlap", times);
            at = span.toMs();
            sum += span.ms();
        }
        require(at <= times.marks().ended(), "no stage lasts longer than its turn", times);
        require(times.unattributedMs() >= 0, "nothing is booked twice", times);
        require(sum + times.unattributedMs() == times.totalMs(), "the parts add up to the whole", times);
        require(Stream.of(Stage.values()).mapToLong(times::ms).sum() == sum, "each part has a name", times);
    }

    private void ends(Effect end, List<Effect> effects) {
        require(effects.getLast().equals(end), "the end is the last", effects);
        require(turn == closed, "every turn is closed", turn);
        words.allRecorded();
        List<String> remembered = conversation.dialogue().stream()
                .filter(Line.Agent.class::isInstance)
                .flatMap(line -> Stream.of(((Line.Agent) line).text().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toList();
        require(remembered.equals(heard), "the model remembers what was heard", remembered, heard);
        ended = true;
    }

    private void somebodyOwesSound() {
        Party owes = conversation.owedBy();
        boolean unlimited = owes == Party.CALLER && policy.silence().isEmpty();
        boolean limited = LIMITS.getOrDefault(owes, Set.of()).stream().anyMatch(armed::contains);
        require(
                owes == Party.NOBODY ? armed.isEmpty() : limited || unlimited,
                "whoever owes sound has a limit",
                owes,
                armed);
        require(turn != closed || !ducked, "a lowered voice comes back");
    }

    static void require(boolean holds, String law, Object... facts) {
        if (!holds) throw new AssertionError(law + ": " + List.of(facts));
    }
}
