package dev.voiceops.bench;

import dev.voiceops.audio.FrameSink;
import dev.voiceops.audio.Metronome;
import dev.voiceops.audio.MouthEvent;
import dev.voiceops.audio.PacedMouth;
import dev.voiceops.call.CallLoop;
import dev.voiceops.call.Conversation;
import dev.voiceops.call.Effect;
import dev.voiceops.call.EndReason;
import dev.voiceops.call.Event;
import dev.voiceops.call.Playhead;
import dev.voiceops.call.Policy;
import dev.voiceops.call.Word;
import dev.voiceops.call.World;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hops of a turn inside this product: from what a vendor's client posts to what is handed to the next vendor or to the
 * caller's line. Real loops, mouths and metronome for many calls at once, without sockets; the policy's own waiting is not in it.
 */
final class HopsBench {
    /** The first clause is certain to be complete only when the next begins. */
    private static final String CLAUSE = "Of course, please go on. I";

    private static final int GREETING_SECONDS = 60;

    /** From what to what. */
    private enum Hop {
        BARGE_IN("words that interrupt -> clear written"),
        ASK("end of the caller's turn -> model asked"),
        SAY("first clause -> given to the voice"),
        FRAME("first audio of the voice -> first frame to the line");

        private final String meaning;

        Hop(String meaning) {
            this.meaning = meaning;
        }
    }

    private final PrintWriter out;
    private final int calls;
    private final int rounds;
    private final Map<Hop, List<Long>> micros = new EnumMap<>(Hop.class);

    /**
     * @param calls that speak at the same time
     * @param rounds with new calls each; the first half warms up and is not counted
     */
    HopsBench(PrintWriter out, int calls, int rounds) {
        this.out = out;
        this.calls = calls;
        this.rounds = rounds;
    }

    /** Prints how the times of all calls spread. */
    void run() throws Exception {
        try (Metronome metronome = Metronome.start()) {
            for (int round = 0; round < rounds; round++) {
                if (round == rounds / 2) micros.clear();
                round(metronome);
            }
        }
        out.printf("hops of a turn inside, %d calls speaking:%n", calls);
        for (Hop hop : Hop.values()) out.printf("  %s: %s%n", hop.meaning, new Spread(times(hop)).of("us"));
    }

    private void round(Metronome metronome) throws Exception {
        List<Speaking> speaking = new ArrayList<>();
        for (int i = 0; i < calls; i++) speaking.add(new Speaking(metronome));
        for (Speaking call : speaking) call.audible.get(1, TimeUnit.MINUTES);
        for (Speaking call : speaking) {
            long start = System.nanoTime();
            call.loop.post(new Event.Transcript("stop please I have another question", true));
            note(Hop.BARGE_IN, start, call.cleared);
            start = System.nanoTime();
            call.loop.post(new Event.TurnEnded());
            note(Hop.ASK, start, call.asked);
            Effect.Ask ask = call.ask();
            start = System.nanoTime();
            call.loop.post(new Event.Thought(ask.turn(), ask.step(), CLAUSE));
            note(Hop.SAY, start, call.said);
            start = System.nanoTime();
            call.mouth.append(ask.turn(), new byte[8_000]);
            note(Hop.FRAME, start, call.framed);
        }
        speaking.forEach(Speaking::end);
    }

    private void note(Hop hop, long start, CompletableFuture<Long> reached) throws Exception {
        times(hop).add((reached.get(1, TimeUnit.MINUTES) - start) / 1_000);
    }

    private List<Long> times(Hop hop) {
        return micros.computeIfAbsent(hop, _ -> new ArrayList<>());
    }

    /** A call whose agent is saying a very long greeting. The futures hold when a hop was reached, in System.nanoTime. */
    private static final class Speaking implements World, FrameSink {
        final CompletableFuture<Void> audible = new CompletableFuture<>();
        final CompletableFuture<Long> cleared = new CompletableFuture<>();
        final CompletableFuture<Long> asked = new CompletableFuture<>();
        final CompletableFuture<Long> said = new CompletableFuture<>();
        final CompletableFuture<Long> framed = new CompletableFuture<>();
        final PacedMouth mouth;
        final CallLoop loop;
        private final Metronome.Seat seat;
        private volatile Effect.@Nullable Ask ask;

        Speaking(Metronome metronome) {
            mouth = new PacedMouth(this, metronome.nanoClock(), this::told);
            seat = metronome.register(mouth);
            loop = new CallLoop(new Conversation(Policy.standard()), this, metronome.nanoClock());
            loop.start("bench");
            loop.post(new Event.Connected());
        }

        Effect.Ask ask() {
            return Objects.requireNonNull(ask);
        }

        void end() {
            seat.close();
            loop.post(new Event.HungUp(EndReason.CALLER_HANGUP));
        }

        private void told(MouthEvent event) {
            if (event instanceof MouthEvent.AudioStarted started) {
                loop.post(new Event.AudioStarted(started.turn()));
                audible.complete(null);
            }
        }

        @Override
        public Playhead playhead(long nowMs) {
            dev.voiceops.audio.Playhead heard = mouth.playhead();
            return new Playhead(nowMs, heard.turn(), heard.heard());
        }

        @Override
        public void record(Event event, Playhead playhead, List<Effect> effects) {}

        @Override
        public void perform(Effect effect) {
            if (effect instanceof Effect.Ask wanted) {
                ask = wanted;
                asked.complete(System.nanoTime());
            } else if (effect instanceof Effect.Say say) {
                mouth.begin(say.turn());
                if (ask == null) greet(say.turn());
                else said.complete(System.nanoTime());
            } else if (effect instanceof Effect.StopSpeaking stop) {
                mouth.stop(stop.turn());
            }
        }

        /** One very long word, so that nobody takes the greeting for played out. */
        private void greet(int turn) {
            int samples = GREETING_SECONDS * 8_000;
            mouth.append(turn, new byte[samples]);
            loop.post(new Event.Voiced(turn, List.of(new Word("Hello", 0, samples))));
        }

        @Override
        public void media(byte[] frame) {
            if (said.isDone()) framed.complete(System.nanoTime());
        }

        @Override
        public void mark(String name) {}

        @Override
        public void clear() {
            cleared.complete(System.nanoTime());
        }
    }
}
