package dev.voiceops.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The scenario language: a real conversation in virtual time, with a scripted model, tools and voice. Time jumps from one
 * happening to the next; what happens at the same instant happens in the order in which it was arranged. Each step is held
 * against the {@link Laws}.
 */
final class VirtualCall {
    /** One step of the call as it happened. */
    record Happened(long atMs, Event event, Playhead playhead, List<Effect> effects) {}

    private record Due(long atMs, long order, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(order, other.order);
        }
    }

    private record Tool(long afterMs, ToolResult result) {}

    /** The recogniser's delay behind the voice, and the detector's. */
    private static final long RECOGNISER_MS = 250;

    private static final long DETECTOR_MS = 200;

    private final Policy policy;
    private final Conversation conversation;
    private final Laws laws;
    private final VirtualVoice voice = new VirtualVoice(this);
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final Alarms alarms = new Alarms();
    private final Map<String, ArrayDeque<Thinks>> answers = new LinkedHashMap<>();
    private final Map<String, Tool> tools = new HashMap<>();
    private final List<Happened> happened = new ArrayList<>();
    private long now;
    private long order;

    VirtualCall() {
        this(Policy.standard());
    }

    VirtualCall(Policy policy) {
        this.policy = policy;
        this.conversation = new Conversation(policy);
        this.laws = new Laws(policy, conversation);
    }

    VirtualCall at(long ms, Event... events) {
        for (Event event : events) arrange(ms, () -> post(event));
        return this;
    }

    /** The caller speaks these words from one time to another; they are guessed word by word, then certain. */
    VirtualCall caller(long fromMs, long toMs, String words) {
        noise(fromMs, toMs);
        String[] each = words.split(" ");
        for (int i = 1; i < each.length; i++) {
            String guess = String.join(" ", List.of(each).subList(0, i));
            at(fromMs + (toMs - fromMs) * i / each.length + RECOGNISER_MS, new Event.Transcript(guess, false));
        }
        return at(toMs + RECOGNISER_MS + 50, new Event.Transcript(words, true));
    }

    /** The caller's line makes a sound without words. */
    VirtualCall noise(long fromMs, long toMs) {
        return at(fromMs + 40, new Event.SpeechStarted()).at(toMs + DETECTOR_MS, new Event.SpeechStopped(DETECTOR_MS));
    }

    /** To a dialogue whose last line contains {@code about}, the model answers this; several answers come in turn. */
    VirtualCall answer(String about, Thinks... thinks) {
        answers.computeIfAbsent(about, key -> new ArrayDeque<>()).addAll(List.of(thinks));
        return this;
    }

    VirtualCall answer(String about, String words) {
        return answer(about, Thinks.says(words));
    }

    VirtualCall tool(String name, long afterMs, String output) {
        tools.put(name, new Tool(afterMs, new ToolResult(ToolResult.Status.SUCCEEDED, output)));
        return this;
    }

    VirtualVoice voice() {
        return voice;
    }

    /** Lets time run up to this moment. */
    Run run(long untilMs) {
        while (true) {
            long alarm = alarms.nextDue();
            long next = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().atMs;
            if (Math.min(alarm, next) > untilMs) break;
            now = Math.max(now, Math.min(alarm, next));
            if (alarm <= next) alarms.ring(now).ifPresent(timer -> post(new Event.Alarm(timer)));
            else queue.remove().action.run();
        }
        now = untilMs;
        return new Run(policy, conversation, happened);
    }

    long now() {
        return now;
    }

    void in(long ms, Runnable action) {
        arrange(now + ms, action);
    }

    void post(Event event) {
        Playhead playhead = voice.playhead();
        List<Effect> effects = conversation.on(event, playhead);
        happened.add(new Happened(now, event, playhead, effects));
        laws.check(event, playhead, effects);
        effects.forEach(this::perform);
    }

    private void arrange(long atMs, Runnable action) {
        queue.add(new Due(atMs, order++, action));
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Arm(var timer, var ms) -> alarms.arm(timer, now + ms);
            case Effect.Disarm(var timer) -> alarms.disarm(timer);
            case Effect.Ask ask -> think(ask);
            case Effect.RunTool run -> runTool(run);
            case Effect.Say(var turn, var text) -> voice.say(turn, text);
            case Effect.Revoice(var turn, var text) -> voice.sayAgain(turn, text);
            case Effect.EndSpeech(var turn) -> voice.end(turn);
            case Effect.StopSpeaking _ -> voice.stop();
            case Effect.HangUp(var reason) -> in(5, () -> post(new Event.HungUp(reason)));
            case Effect.CancelAsk _,
                    Effect.Duck _,
                    Effect.Note _,
                    Effect.Utter _,
                    Effect.TurnClosed _,
                    Effect.Transfer _,
                    Effect.Ended _ -> {}
        }
    }

    /** The model does not notice that an ask was cancelled: what it goes on writing must be ignored. */
    private void think(Effect.Ask ask) {
        long at = 0;
        for (Thinks.Piece piece : thinks(ask).pieces()) {
            at += piece.afterMs();
            Event event = switch (piece.act()) {
                case Thinks.Act.Writes(var text) -> new Event.Thought(ask.turn(), ask.step(), text);
                case Thinks.Act.Wants(var call) -> new Event.ToolWanted(ask.turn(), ask.step(), call);
                case Thinks.Act.Ends _ -> new Event.ThoughtEnded(ask.turn(), ask.step());
                case Thinks.Act.Fails(var failure) -> new Event.ThoughtFailed(ask.turn(), ask.step(), failure);
            };
            in(at, () -> post(event));
        }
    }

    private Thinks thinks(Effect.Ask ask) {
        String about = about(ask.dialogue().getLast());
        for (Map.Entry<String, ArrayDeque<Thinks>> answer : answers.entrySet()) {
            if (!about.contains(answer.getKey())) continue;
            return answer.getValue().size() > 1
                    ? answer.getValue().remove()
                    : answer.getValue().peek();
        }
        return Thinks.says("I see.");
    }

    private static String about(Line line) {
        return switch (line) {
            case Line.Caller(var text) -> text;
            case Line.Note(var text) -> text;
            case Line.Agent agent ->
                agent.tools().isEmpty()
                        ? agent.text()
                        : "result of " + agent.tools().getLast().call().name();
        };
    }

    private void runTool(Effect.RunTool run) {
        Tool tool = tools.get(run.call().name());
        if (tool != null) in(tool.afterMs, () -> post(new Event.ToolReturned(run.turn(), run.call(), tool.result)));
    }
}
