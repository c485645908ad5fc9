package dev.voiceops.simulators.speech;

/**
 * A word and when it sounds.
 *
 * @param text the word as it was written in the text to speak, or as the recogniser spells it
 * @param start seconds from the start of the speech or of the stream
 * @param end seconds, not before {@code start}
 */
public record SpokenWord(String text, double start, double end) {
    SpokenWord later(double seconds) {
        return new SpokenWord(text, start + seconds, end + seconds);
    }
}
