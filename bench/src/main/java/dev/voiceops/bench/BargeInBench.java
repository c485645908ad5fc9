package dev.voiceops.bench;

import dev.voiceops.audio.FrameSink;
import dev.voiceops.audio.Metronome;
import dev.voiceops.audio.MouthEvent;
import dev.voiceops.audio.PacedMouth;
import dev.voiceops.call.CallLoop;
import dev.voiceops.call.Conversation;
import dev.voiceops.call.Effect;
import dev.voiceops.call.Event;
import dev.voiceops.call.Playhead;
import dev.voiceops.call.Policy;
import dev.voiceops.call.World;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * From the event that decides on a barge-in, as the recogniser's client posts it, to the {@code clear} that the mouth
 * writes: real loops, mouths and metronome for many calls at once, without sockets. The policy's own waiting is not in it.
 */
final class BargeInBench {
    private static final int CALLS = 200;
    private static final int ROUNDS = 10;
    private static final int GREETING_SECONDS = 60;

    private final PrintWriter out;

    BargeInBench(PrintWriter out) {
        this.out = out;
    }

    /** Prints how the times of all calls spread; the first rounds warm up and are not counted. */
    void run() throws Exception {
        List<Long> micros = new ArrayList<>();
        try (Metronome metronome = Metronome.start()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Speaking> calls = new ArrayList<>();
                for (int i = 0; i < CALLS; i++) calls.add(new Speaking(metronome));
                for (Speaking call : calls) call.audible.get(1, TimeUnit.MINUTES);
                for (Speaking call : calls) {
                    long taken = call.interrupt();
                    if (round >= ROUNDS / 2) micros.add(taken / 1_000);
                }
                calls.forEach(Speaking::end);
            }
        }
        List<Long> sorted = micros.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "barge-in, deciding event to clear written, %d calls speaking: p50 %d, p99 %d, max %d us (n %d)%n",
                CALLS,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast(),
                sorted.size());
    }

    /** A call whose agent is saying a very long greeting. */
    private static final class Speaking implements World, FrameSink {
        final CompletableFuture<Void> audible = new CompletableFuture<>();
        private final CompletableFuture<Long> cleared = new CompletableFuture<>();
        private final PacedMouth mouth;
        private final Metronome.Seat seat;
        private final CallLoop loop;

        Speaking(Metronome metronome) {
            mouth = new PacedMouth(this, metronome.nanoClock(), this::told);
            seat = metronome.register(mouth);
            loop = new CallLoop(new Conversation(Policy.standard()), this, metronome.nanoClock());
            loop.start("bench");
            loop.post(new Event.Connected());
        }

        /** Returns nanoseconds. */
        long interrupt() throws Exception {
            long start = System.nanoTime();
            loop.post(new Event.Transcript("stop please I have another question", true));
            return cleared.get(1, TimeUnit.MINUTES) - start;
        }

        void end() {
            seat.close();
            loop.post(new Event.HungUp(dev.voiceops.call.EndReason.CALLER_HANGUP));
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
            if (effect instanceof Effect.Say say) {
                mouth.begin(say.turn());
                mouth.append(say.turn(), new byte[GREETING_SECONDS * 8_000]);
            } else if (effect instanceof Effect.StopSpeaking stop) {
                mouth.stop(stop.turn());
            }
        }

        @Override
        public void media(byte[] frame) {}

        @Override
        public void mark(String name) {}

        @Override
        public void clear() {
            cleared.complete(System.nanoTime());
        }
    }
}
