package dev.voiceops.bench;

import dev.voiceops.call.Conversation;
import dev.voiceops.call.Effect;
import dev.voiceops.call.EndReason;
import dev.voiceops.call.Event;
import dev.voiceops.call.Line;
import dev.voiceops.call.Playhead;
import dev.voiceops.call.Policy;
import dev.voiceops.call.Timer;
import dev.voiceops.call.ToolCall;
import dev.voiceops.call.ToolResult;
import dev.voiceops.call.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * One call in virtual time with everything around the conversation scripted: ten questions, guessed word by word; answers
 * of two sentences in pieces; a tool in every third; every fourth question cuts in. Once; one thread.
 */
final class VirtualTalk {
    private static final int QUESTIONS = 10;
    private static final long EVERY_MS = 9_000;
    private static final String[] WORDS = "could you tell me when my parcel will arrive".split(" ");
    private static final String[] PIECES = {"Let me see. ", "Your parcel ", "will be there ", "on Tuesday ", "by ten."};

    private record Due(long atMs, long order, Runnable action) {}

    private record Rings(long atMs, long order) {}

    private final Conversation conversation = new Conversation(Policy.standard());
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order));
    private final Map<Timer, Rings> alarms = new EnumMap<>(Timer.class);
    private long now;
    private long order;
    private int events;

    // the voice: one turn at a time
    private int turn;
    private long samples;
    private long startedAt;
    private boolean sounding;
    private int stopped;

    /** Lives through the call and returns its length in virtual ms. */
    long run() {
        in(0, new Event.Connected());
        for (int i = 0; i < QUESTIONS; i++) ask(3_000 + i * EVERY_MS - (i % 4 == 3 ? 5_500 : 0));
        in(3_000 + QUESTIONS * EVERY_MS, new Event.HungUp(EndReason.CALLER_HANGUP));
        while (!queue.isEmpty() && conversation.endReason().isEmpty()) {
            Due next = queue.remove();
            now = next.atMs;
            next.action.run();
        }
        return now;
    }

    int events() {
        return events;
    }

    private void ask(long atMs) {
        in(atMs + 40, new Event.SpeechStarted());
        var said = new StringBuilder();
        for (int i = 0; i < WORDS.length; i++) {
            said.append(i == 0 ? "" : " ").append(WORDS[i]);
            in(atMs + 250L * (i + 1) + 250, new Event.Transcript(said.toString(), false));
        }
        long end = atMs + 250L * WORDS.length;
        in(end + 200, new Event.SpeechStopped(200));
        in(end + 300, new Event.Transcript(said.toString(), true));
    }

    private void in(long ms, Event event) {
        in(ms, () -> post(event));
    }

    private void in(long ms, Runnable action) {
        queue.add(new Due(now + ms, order++, action));
    }

    private void post(Event event) {
        events++;
        conversation.on(event, new Playhead(now, turn, heard())).forEach(this::perform);
    }

    private long heard() {
        return sounding ? Math.min(samples, (now - startedAt) * Playhead.SAMPLES_PER_MS) : 0;
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Arm(var timer, var ms) -> arm(timer, ms);
            case Effect.Disarm(var timer) -> alarms.remove(timer);
            case Effect.Ask ask -> think(ask);
            case Effect.RunTool(var of, var call, var _) ->
                in(150, new Event.ToolReturned(of, call, new ToolResult(ToolResult.Status.SUCCEEDED, "{}")));
            case Effect.Say(var of, var text) -> in(120, () -> speak(of, text));
            case Effect.Revoice(var of, var text) -> in(120, () -> speak(of, text));
            case Effect.EndSpeech(var of) -> in(130, () -> playOut(of));
            case Effect.StopSpeaking(var of) -> {
                sounding = false;
                stopped = of;
            }
            case Effect.HangUp(var reason) -> in(5, new Event.HungUp(reason));
            case Effect.CancelAsk _,
                    Effect.Duck _,
                    Effect.Note _,
                    Effect.Utter _,
                    Effect.TurnClosed _,
                    Effect.Transfer _,
                    Effect.Ended _ -> {}
        }
    }

    private void arm(Timer timer, long ms) {
        var armed = new Rings(now + ms, order);
        alarms.put(timer, armed);
        in(ms, () -> {
            if (alarms.remove(timer, armed)) post(new Event.Alarm(timer));
        });
    }

    private void think(Effect.Ask ask) {
        if (ask.turn() % 3 == 0 && ask.dialogue().getLast() instanceof Line.Caller) {
            var call = new ToolCall("call-" + ask.turn(), "order-status", "{\"order_id\":\"72642\"}");
            in(180, new Event.ToolWanted(ask.turn(), ask.step(), call));
            in(190, new Event.ThoughtEnded(ask.turn(), ask.step()));
            return;
        }
        for (int i = 0; i < PIECES.length; i++) {
            in(180 + 30L * i, new Event.Thought(ask.turn(), ask.step(), PIECES[i]));
        }
        in(180 + 30L * PIECES.length, new Event.ThoughtEnded(ask.turn(), ask.step()));
    }

    private void speak(int of, String text) {
        if (of <= stopped || of < turn) return;
        boolean first = of != turn;
        if (first) {
            turn = of;
            samples = 0;
            startedAt = now;
            sounding = true;
        }
        List<Word> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            long from = samples;
            samples += (word.length() + 1) * 500L;
            words.add(new Word(word, from, samples));
        }
        if (first) post(new Event.AudioStarted(of));
        post(new Event.Voiced(of, words));
    }

    private void playOut(int of) {
        long left = of == turn && sounding ? samples - heard() : 0;
        in(left / Playhead.SAMPLES_PER_MS, new Event.PlayoutEnded(of));
    }
}
