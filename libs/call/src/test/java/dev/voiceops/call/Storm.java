package dev.voiceops.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A call in which anything may happen at any time: results of turns that are over or never were, alarms nobody armed,
 * tools that return twice, voices that never stop. Only the caller's words are consistent. Seeded, so a call that breaks a
 * law can be had again.
 */
final class Storm {
    private static final List<String> REPLIES = List.of(
            "Yes. ", "I will look, ", "at 10:30 with Dr. Smith. ", "Is that right? ", "", " ", "One more thing! ");
    private static final List<String> SIGNS = List.of("mm-hm", "yeah", "hello", "yes", "yes please", "no");
    private static final List<String> ARGUMENTS = List.of("{}", "{}", "{\"what\":\"disk 7\"}", "{\"what\":", "[1]");

    /** How many of the last steps are told when a law is broken. */
    private static final int TOLD = 25;

    private final Random random;
    private final Queue<VirtualCall.Happened> last = new ArrayDeque<>();
    private final Conversation conversation;
    private final Laws laws;
    private final Consumer<VirtualCall.Happened> sink;
    private final Alarms alarms = new Alarms();
    private final List<Effect.RunTool> tools = new ArrayList<>();
    private Effect.Ask lastAsk = new Effect.Ask(0, 0, List.of(), true);
    private final Queue<Event> calm = new ArrayDeque<>();
    private boolean asking;
    private int turn;
    private int words;
    private int guessed;
    private int calls;
    private long now;
    private long samples;
    private boolean sounding;
    private boolean speaking;

    Storm(long seed, Policy policy, Consumer<VirtualCall.Happened> sink) {
        this.random = new Random(seed);
        this.conversation = new Conversation(policy);
        this.laws = new Laws(policy, conversation);
        this.sink = sink;
    }

    /** Lets it blow for so many events, then the caller hangs up; returns how many steps were taken. */
    int blow(int events) {
        step(new Event.Connected());
        int steps = 1;
        while (steps < events && conversation.endReason().isEmpty()) {
            steps += passTime(pause());
            if (conversation.endReason().isEmpty()) step(anything());
            steps++;
        }
        if (conversation.endReason().isEmpty()) step(new Event.HungUp(EndReason.CALLER_HANGUP));
        for (int i = 0; i < 5; i++) step(anything());
        if (!laws.isEnded()) throw new AssertionError("every call ends");
        return steps + 6;
    }

    private int pause() {
        return switch (random.nextInt(100)) {
            case 0 -> random.nextInt(20_000);
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> random.nextInt(4_000);
            default -> random.nextInt(250);
        };
    }

    /** The last steps, one a line. */
    String story() {
        return last.stream()
                .map(step -> step.atMs() + " " + step.event() + " -> " + step.effects())
                .collect(Collectors.joining("\n"));
    }

    private int passTime(long ms) {
        long until = now + ms;
        int rung = 0;
        while (alarms.nextDue() <= until && conversation.endReason().isEmpty()) {
            long due = Math.max(now, alarms.nextDue());
            if (sounding) samples += (due - now) * Playhead.SAMPLES_PER_MS;
            now = due;
            alarms.ring(now).ifPresent(timer -> step(new Event.Alarm(timer)));
            rung++;
        }
        if (sounding) samples += Math.max(0, until - now) * Playhead.SAMPLES_PER_MS;
        now = Math.max(now, until);
        return rung;
    }

    private Event anything() {
        if (!calm.isEmpty() && random.nextInt(40) != 0) return calm.remove();
        calm.clear();
        return switch (random.nextInt(100)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> new Event.SpeechStarted();
            case 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26 ->
                new Event.SpeechStopped(random.nextInt(300));
            case 27, 28, 29, 30, 31, 32, 33, 34, 35 -> transcript(false);
            case 36, 37, 38, 39, 40, 41, 42, 43, 44 -> transcript(true);
            case 45, 46, 47 -> new Event.TurnEnded();
            case 48, 49, 50, 51, 52, 53, 54, 55, 56, 57 -> new Event.Thought(someTurn(), someStep(), oneOf(REPLIES));
            case 58, 59, 60, 61, 62 -> new Event.ToolWanted(someTurn(), someStep(), someCall());
            case 63, 64, 65, 66, 67, 68, 69, 70 -> new Event.ThoughtEnded(someTurn(), someStep());
            case 71, 72 -> new Event.ThoughtFailed(someTurn(), someStep(), failure());
            case 73, 74, 75, 76, 77, 78 -> toolReturned();
            case 79, 80, 81, 82, 83, 84 -> audioStarted();
            case 85, 86 -> voiced();
            case 87, 88, 89, 90, 91, 92 -> new Event.PlayoutEnded(someTurn());
            case 93 -> new Event.VoiceFailed(someTurn(), failure());
            case 94 -> new Event.Digit("0123456789*#".charAt(random.nextInt(12)));
            case 95 ->
                new Event.Typed(random.nextInt(3) == 0 ? "/tool " + oneOf(List.of("look", "wipe")) + " {}" : word());
            case 96 -> new Event.Alarm(Timer.values()[random.nextInt(Timer.values().length)]);
            case 97 -> random.nextBoolean() ? new Event.EarLost(failure()) : new Event.EarBack();
            case 98 -> new Event.TransferFailed(failure());
            default -> rare();
        };
    }

    private Event rare() {
        return switch (random.nextInt(24)) {
            case 0 -> new Event.HungUp(EndReason.CALLER_HANGUP);
            case 1 -> new Event.EndRequested(EndReason.values()[random.nextInt(EndReason.values().length)]);
            default -> new Event.Connected();
        };
    }

    private Event transcript(boolean last) {
        if (guessed == 0 && random.nextInt(4) == 0) return sign(last);
        int atLeast = last ? guessed : Math.max(1, guessed);
        int count = atLeast + random.nextInt(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append('w').append(words + i).append(' ');
        guessed = last ? 0 : count;
        if (last) words += count;
        return new Event.Transcript(text.toString(), last);
    }

    private Event sign(boolean last) {
        return last ? new Event.Transcript(oneOf(SIGNS), true) : new Event.SpeechStarted();
    }

    private String word() {
        return random.nextInt(6) == 0 ? " " : "typed" + random.nextInt(1_000);
    }

    private int someTurn() {
        return random.nextInt(8) == 0 ? Math.max(0, turn - 1 + random.nextInt(3)) : turn;
    }

    private int someStep() {
        return random.nextInt(12) == 0 ? random.nextInt(4) : lastAsk.step();
    }

    private ToolCall someCall() {
        String name =
                oneOf(List.of("look", "look", "look", "book", "wipe", "wipe", Policy.END_CALL, Policy.TRANSFER_CALL));
        return new ToolCall(
                "c" + (random.nextInt(4) == 0 ? random.nextInt(calls + 1) : calls++), name, oneOf(ARGUMENTS));
    }

    private Event toolReturned() {
        ToolResult result =
                new ToolResult(ToolResult.Status.values()[random.nextInt(4)], "{\"found\":" + random.nextInt(9) + "}");
        if (tools.isEmpty()) return new Event.ToolReturned(someTurn(), someCall(), result);
        Effect.RunTool run = tools.get(random.nextInt(tools.size()));
        if (random.nextInt(4) != 0) tools.remove(run);
        return new Event.ToolReturned(run.turn(), run.call(), result);
    }

    private Event audioStarted() {
        int of = someTurn();
        if (of == turn && speaking) sounding = true;
        return new Event.AudioStarted(of);
    }

    private Event voiced() {
        long start = random.nextInt(8_000);
        return new Event.Voiced(
                someTurn(),
                List.of(new Word(oneOf(List.of("Yes.", "look,", "Smith.", "twelve")), start, start + 2_000)));
    }

    private Failure failure() {
        return new Failure("storm", random.nextBoolean());
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void step(Event event) {
        Playhead playhead = new Playhead(now, turn, samples);
        List<Effect> effects = conversation.on(event, playhead);
        VirtualCall.Happened happened = new VirtualCall.Happened(now, event, playhead, effects);
        sink.accept(happened);
        if (last.size() == TOLD) last.remove();
        last.add(happened);
        laws.check(event, playhead, effects);
        effects.forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Arm(var timer, var ms) -> alarms.arm(timer, now + ms);
            case Effect.Disarm(var timer) -> alarms.disarm(timer);
            case Effect.Ask ask -> {
                lastAsk = ask;
                liveTurn(ask.turn());
            }
            case Effect.RunTool run -> {
                tools.add(run);
                liveTurn(run.turn());
            }
            case Effect.Say say -> {
                liveTurn(say.turn());
                speaking = true;
                asking = say.text().endsWith("yes or no?");
            }
            case Effect.EndSpeech end -> {
                if (asking && random.nextInt(8) != 0) letBeAnswered(end.turn());
            }
            case Effect.StopSpeaking _ -> {
                sounding = false;
                speaking = false;
            }
            default -> {}
        }
    }

    /** Nearly no question would be heard to its end in a storm, let alone answered: now and then the wind dies down. */
    private void letBeAnswered(int of) {
        calm.clear();
        calm.add(new Event.SpeechStopped(200));
        calm.add(new Event.AudioStarted(of));
        calm.add(new Event.PlayoutEnded(of));
        if (guessed == 0)
            calm.add(new Event.Transcript(oneOf(List.of("yes", "yes", "yes please", "no", "mm-hm")), true));
        calm.add(new Event.TurnEnded());
    }

    private void liveTurn(int of) {
        if (of == turn) return;
        turn = of;
        samples = 0;
        sounding = false;
        speaking = false;
    }
}
