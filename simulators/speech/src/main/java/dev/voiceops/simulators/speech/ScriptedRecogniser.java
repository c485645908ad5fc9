package dev.voiceops.simulators.speech;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Hears only whether somebody speaks, and then says it was the next line of a script: for tests and for machines without the
 * power to recognise. Its transcripts carry {@code scripted}. All news come on the thread that hears, so that a test runs in
 * its own time. Any thread.
 */
public final class ScriptedRecogniser implements Recogniser {
    private final Supplier<Iterator<String>> script;

    /**
     * A recogniser by script.
     *
     * @param script asked once for each stream; when a stream's lines are used up, its transcripts have no words
     */
    public ScriptedRecogniser(Supplier<Iterator<String>> script) {
        this.script = script;
    }

    /** Each stream gets these lines from the first. */
    public static ScriptedRecogniser of(List<String> lines) {
        return new ScriptedRecogniser(lines::iterator);
    }

    @Override
    public String name() {
        return "scripted: hears that somebody speaks, not what";
    }

    @Override
    public Hearing open(Listener listener, int endSilenceMs) {
        return new ScriptedHearing(script.get(), listener, endSilenceMs);
    }

    @Override
    public void close() {}

    private static final class ScriptedHearing implements Hearing, UtteranceGate.Sink {
        private static final double PARTIAL_EVERY_SECONDS = 0.3;

        private final Iterator<String> lines;
        private final Listener listener;
        private final UtteranceGate gate;
        private List<String> words = List.of();
        private double start;
        private double now;
        private int told;
        private boolean closed;

        ScriptedHearing(Iterator<String> lines, Listener listener, int endSilenceMs) {
            this.lines = lines;
            this.listener = listener;
            this.gate = new UtteranceGate(this, endSilenceMs);
        }

        @Override
        public void hear(short[] pcm) {
            if (closed) throw new SpeechException(SpeechException.Code.CLOSED, "this hearing was closed; open another");
            gate.hear(pcm);
        }

        @Override
        public void endUtterance() {
            if (!closed) gate.end();
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void begin(long soundFrom, long speechFrom) {
            start = (double) speechFrom / Voice.SAMPLE_RATE;
            now = (double) soundFrom / Voice.SAMPLE_RATE;
            told = 0;
            words = lines.hasNext()
                    ? List.of(lines.next().toLowerCase(Locale.ROOT).split("\\s+"))
                    : List.of();
            listener.speechStarted(start);
        }

        /** A word more every 0.3 s, but never the last before the end: that much a recogniser cannot know. */
        @Override
        public void sound(short[] window) {
            now += (double) window.length / Voice.SAMPLE_RATE;
            var due = (int) ((now - start) / PARTIAL_EVERY_SECONDS);
            if (due <= told || told >= words.size() - 1) return;
            told++;
            listener.partial(transcript(words.subList(0, told), now));
        }

        @Override
        public void end(long speechTo) {
            listener.transcript(transcript(words, (double) speechTo / Voice.SAMPLE_RATE));
        }

        private Transcript transcript(List<String> heard, double end) {
            return new Transcript(WordTimes.spread(heard, start, end), start, end, true);
        }
    }
}
