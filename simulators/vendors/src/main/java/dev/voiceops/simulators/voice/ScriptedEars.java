package dev.voiceops.simulators.voice;

import dev.voiceops.simulators.speech.Hearing;
import dev.voiceops.simulators.speech.Recogniser;

/**
 * Ears that recognise nothing: they know the simulated callers' lines by their sound, byte for byte, and write down the
 * line's own words. Anything else they hear as speech without words. They cost next to nothing. Any thread; a hearing
 * reports on the thread that feeds it.
 */
public final class ScriptedEars implements Recogniser {
    private final SpokenLines lines;

    public ScriptedEars(SpokenLines lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return "scripted (knows the simulated callers' lines)";
    }

    @Override
    public Hearing open(Listener listener, int endSilenceMs) {
        return new ScriptedHearing(lines, listener, endSilenceMs);
    }

    @Override
    public void close() {}
}
