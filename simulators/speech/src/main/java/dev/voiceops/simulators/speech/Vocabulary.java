package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an embedded recogniser can hear: the words of some sentences and how they follow each other. Immutable; any thread.
 *
 * @param sentences each the words of one sentence, as {@link SpeakableText} says them; a sentence given more than once is more
 *     likely
 */
public record Vocabulary(List<List<String>> sentences) {
    private static final int SCRIPT_WEIGHT = 3;
    private static final int SHORTEST_NUMBER = 3;
    private static final int OTHER_NUMBERS = 12;
    private static final List<String> DIGITS = Numerals.digits("0123456789");

    /** Copies the lists. */
    public Vocabulary {
        sentences = sentences.stream().map(List::copyOf).toList();
    }

    /**
     * Reads sentences as a voice would: numbers become words, punctuation goes.
     *
     * @param script what the caller is going to say; counts three times, and where it has a number of three digits or more, said
     *     one by one, any other number is expected there as well
     * @param variations what else may be said
     * @throws SpeechException {@code BAD_VOCABULARY} when there is no word in them
     */
    public static Vocabulary of(Collection<String> script, Collection<String> variations) {
        var scripted = words(script);
        var spoken = new ArrayList<List<String>>();
        for (var i = 0; i < SCRIPT_WEIGHT; i++) spoken.addAll(scripted);
        scripted.forEach(sentence -> spoken.addAll(otherNumbers(sentence)));
        spoken.addAll(words(variations));
        if (spoken.isEmpty()) {
            throw new SpeechException(
                    Code.BAD_VOCABULARY, "the vocabulary has no words: give the sentences callers may say");
        }
        return new Vocabulary(spoken);
    }

    private static List<List<String>> words(Collection<String> sentences) {
        return sentences.stream()
                .map(sentence -> SpeakableText.of(sentence).words())
                .filter(words -> !words.isEmpty())
                .toList();
    }

    /** A caller who says a number may say any number: the sentence again with other digits, always the same ones. */
    private static List<List<String>> otherNumbers(List<String> sentence) {
        var digits = sentence.stream().filter(DIGITS::contains).count();
        if (digits < SHORTEST_NUMBER) return List.of();
        var random = new Random(digits);
        return Stream.generate(() -> sentence.stream()
                        .map(word -> DIGITS.contains(word) ? DIGITS.get(random.nextInt(DIGITS.size())) : word)
                        .toList())
                .limit(OTHER_NUMBERS)
                .toList();
    }

    Collection<String> words() {
        var words = new TreeSet<String>();
        sentences.forEach(words::addAll);
        return words;
    }
}
