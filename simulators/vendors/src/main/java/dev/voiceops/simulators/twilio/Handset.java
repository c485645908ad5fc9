package dev.voiceops.simulators.twilio;

import dev.voiceops.audio.Frames;
import dev.voiceops.audio.Mulaw;
import dev.voiceops.simulators.scenario.Act;
import dev.voiceops.simulators.scenario.Moment;
import dev.voiceops.simulators.scenario.Step;
import dev.voiceops.simulators.voice.SpokenLine;
import dev.voiceops.simulators.voice.SpokenLines;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller with his phone: follows his script, makes a 20 ms frame whenever the line asks for one, and hears what the
 * line brings. It has no clock: frame n is at n * 20 ms, and what arrives says when. One thread at a time.
 */
final class Handset {
    /** What the handset asks of the line. */
    interface Line {
        void mark(String name);

        void key(char digit);

        void hangUp(String reason);

        void report(long atMs, String event, Object... namesAndValues);
    }

    private static final String SILENCE = silence();
    private static final int FRAMES_PER_KEY = 10;

    private final SpokenLines lines;
    private final Line line;
    private final CallerScript script;
    private final @Nullable CallAudio audio;
    private final long audioBegins;
    private final AgentWords words;
    private final AgentSound agent = new AgentSound(new Noticed());
    private final PlaybackQueue queue = new PlaybackQueue(new Heard());
    private final Deque<Character> keys = new ArrayDeque<>();
    private @Nullable SpokenLine speaking;
    private int frameOfLine;
    private long actBeganMs;
    private boolean bargedIn;
    private boolean cleared;
    private long wordsEndedMs = -1;

    /**
     * @param script goes on where an earlier stream of the call left it
     * @param audio keeps what was said and heard; null = not kept
     * @param words tells what the agent's sound said
     */
    Handset(CallerScript script, SpokenLines lines, @Nullable CallAudio audio, AgentWords words, Line line) {
        this.script = script;
        script.begin();
        this.audioBegins = audio == null ? 0 : audio.length();
        this.lines = lines;
        this.audio = audio;
        this.words = words;
        this.line = line;
    }

    /** Lives through 20 ms and gives the frame the microphone caught, in base64. */
    String frame(long number) {
        long nowMs = number * Frames.FRAME_MS;
        queue.play(number * Frames.FRAME_BYTES);
        agent.passed(nowMs);
        if (speaking == null && keys.isEmpty()) {
            script.due(nowMs, agent).ifPresent(due -> begin(due, nowMs));
        }
        if (script.outOfPatience(nowMs)) {
            line.hangUp(script.awaited().isPresent() ? "patience" : "max_ms");
        }
        return speaking == null ? pressKeys(number) : speak(speaking, number);
    }

    private void begin(Step due, long nowMs) {
        actBeganMs = nowMs;
        line.report(nowMs, Progress.STEP, "step", script.step());
        switch (due.act()) {
            case Act.Say(String text) -> beginLine(due, lines.say(text), nowMs);
            case Act.Mumble(int ms) -> beginLine(due, lines.mumble(ms), nowMs);
            case Act.Keys(String digits) -> {
                digits.chars().forEach(digit -> keys.add((char) digit));
                line.report(nowMs, Progress.KEYS, "step", script.step(), "digits", digits);
            }
            case Act.HangUp _ -> line.hangUp("scenario");
            case Act.Listen _ -> script.done(nowMs);
        }
    }

    private void beginLine(Step due, SpokenLine said, long nowMs) {
        bargedIn = due.when() instanceof Moment.IntoAgent;
        long into = agent.speaking() ? nowMs - agent.startedMs() : 0;
        speaking = said;
        frameOfLine = 0;
        wordsEndedMs = -1;
        line.report(
                nowMs,
                Progress.CALLER_SAYS,
                "step",
                script.step(),
                "text",
                said.text(),
                "barge_in",
                bargedIn,
                "into_agent_ms",
                into);
    }

    private String speak(SpokenLine said, long number) {
        if (audio != null) {
            audio.said(audioBegins + number * Frames.FRAME_BYTES, said.frame(frameOfLine));
        }
        var payload = said.encoded(frameOfLine++);
        if (frameOfLine == said.frames()) {
            speaking = null;
            wordsEndedMs = actBeganMs + said.voicedMs();
            script.done(wordsEndedMs);
            line.report(
                    wordsEndedMs,
                    Progress.CALLER_SAID,
                    "step",
                    script.step(),
                    "text",
                    said.text(),
                    "voiced_ms",
                    said.voicedMs());
        }
        return payload;
    }

    private String pressKeys(long number) {
        if (!keys.isEmpty() && number % FRAMES_PER_KEY == 0) {
            line.key(keys.removeFirst());
            if (keys.isEmpty()) {
                script.done(number * Frames.FRAME_MS);
            }
        }
        return SILENCE;
    }

    /** Keys pressed beside the script (a fault). */
    void press(String digits) {
        digits.chars().forEach(digit -> line.key((char) digit));
    }

    /** Audio from the agent arrives at sample {@code now}. */
    void media(long now, byte[] mulaw) {
        queue.media(now, mulaw);
    }

    void mark(long now, String name) {
        queue.mark(now, name);
    }

    /** The agent takes back what has not been heard; the pending marks come back at once. */
    void clear(long now) {
        queue.play(now);
        long dropped = queue.queued() / Frames.SAMPLES_PER_MS;
        List<String> marks = queue.clear(now);
        long nowMs = now / Frames.SAMPLES_PER_MS;
        cleared = dropped > 0;
        if (cleared) {
            agent.end();
        }
        long after = bargedIn ? nowMs - actBeganMs : -1;
        line.report(
                nowMs,
                Progress.CLEARED,
                "dropped_ms",
                dropped,
                "after_ms",
                after,
                "marks",
                marks.size(),
                "step",
                script.step());
        marks.forEach(line::mark);
    }

    /** The line is gone at sample {@code now}. */
    void end(long now) {
        queue.play(now);
        agent.end();
    }

    private static String silence() {
        var frame = new byte[Frames.FRAME_BYTES];
        Arrays.fill(frame, Mulaw.SILENCE);
        return Base64.getEncoder().encodeToString(frame);
    }

    private final class Heard implements PlaybackQueue.Ear {
        @Override
        public void sound(long at, byte[] mulaw, int from, int length) {
            agent.sound(at, mulaw, from, length);
            words.sound(mulaw, from, length);
            if (audio != null) {
                audio.heard(audioBegins + at, mulaw, from, length);
            }
        }

        @Override
        public void mark(long at, String name) {
            line.mark(name);
        }
    }

    private final class Noticed implements AgentSound.Notice {
        private int answering;

        @Override
        public void started(long atMs) {
            cleared = false;
            answering = script.step();
            if (wordsEndedMs >= 0 && atMs >= wordsEndedMs) {
                line.report(atMs, Progress.AGENT_STARTED, "gap_ms", atMs - wordsEndedMs, "step", script.step());
                wordsEndedMs = -1;
            } else {
                line.report(atMs, Progress.AGENT_STARTED, "step", script.step());
            }
        }

        @Override
        public void stopped(long startedMs, long atMs) {
            line.report(
                    atMs,
                    Progress.AGENT_STOPPED,
                    "heard_ms",
                    atMs - startedMs,
                    "words",
                    words.take(),
                    "cleared",
                    cleared,
                    "step",
                    answering);
        }
    }
}
