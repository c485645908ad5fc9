package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an embedded recogniser can hear: the words of some sentences and how they follow each other. It hears numbers best in
 * sentences with the very digits, so number sentences belong in the script. Immutable; any thread.
 *
 * @param sentences each the words of one sentence, as {@link SpeakableText} says them; a sentence given more than once is more
 *     likely
 */
public record Vocabulary(List<List<String>> sentences) {
    private static final int SCRIPT_WEIGHT = 3;

    /** Copies the lists. */
    public Vocabulary {
        sentences = sentences.stream().map(List::copyOf).toList();
    }

    /**
     * Reads sentences as a voice would: numbers become words, punctuation goes.
     *
     * @param script what the caller is going to say; counts three times
     * @param variations what else may be said
     * @throws SpeechException {@code BAD_VOCABULARY} when there is no word in them
     */
    public static Vocabulary of(Collection<String> script, Collection<String> variations) {
        var weighted = Collections.nCopies(SCRIPT_WEIGHT, script).stream().flatMap(Collection::stream);
        var spoken = Stream.concat(weighted, variations.stream())
                .map(sentence -> SpeakableText.of(sentence).words())
                .filter(words -> !words.isEmpty())
                .toList();
        if (spoken.isEmpty()) {
            throw new SpeechException(
                    Code.BAD_VOCABULARY, "the vocabulary has no words: give the sentences callers may say");
        }
        return new Vocabulary(spoken);
    }

    Collection<String> words() {
        var words = new TreeSet<String>();
        sentences.forEach(words::addAll);
        return words;
    }
}
