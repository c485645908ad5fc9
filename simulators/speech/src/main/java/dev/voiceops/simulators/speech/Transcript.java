package dev.voiceops.simulators.speech;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was heard in one utterance, or so far.
 *
 * @param words lower case, digits as words, times in seconds from the start of the stream; empty when nothing was understood
 * @param start where the utterance begins, in seconds from the start of the stream
 * @param end where it ends, or how far it has been heard
 * @param scripted true when the words come from a script and not from the audio
 */
public record Transcript(List<SpokenWord> words, double start, double end, boolean scripted) {
    /** Copies the list. */
    public Transcript {
        words = List.copyOf(words);
    }

    /** The words, joined by spaces. */
    public String text() {
        return words.stream().map(SpokenWord::text).collect(Collectors.joining(" "));
    }
}
