package dev.voiceops.simulators.rime;

/**
 * How fast the simulated Rime delivers, whatever its voice.
 *
 * @param firstAudioMs from the request to the first chunk, on top of what the voice needs
 * @param chunkMs audio in one chunk
 * @param speed times real time; 0 = as fast as the socket takes it
 */
public record SpeechStyle(long firstAudioMs, int chunkMs, double speed) {
    /** Like a quick cloud voice. */
    public static final SpeechStyle NATURAL = new SpeechStyle(90, 100, 6);

    /** No pauses: what remains is our own time. */
    public static final SpeechStyle INSTANT = new SpeechStyle(0, 200, 0);

    long pauseMs() {
        return speed == 0 ? 0 : Math.round(chunkMs / speed);
    }
}
