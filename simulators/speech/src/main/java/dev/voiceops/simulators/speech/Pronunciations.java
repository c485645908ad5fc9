package dev.voiceops.simulators.speech;

import com.sun.speech.freetts.en.us.CMULexicon;
import com.sun.speech.freetts.lexicon.Lexicon;
import dev.voiceops.simulators.speech.SpeechException.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the words of a vocabulary sound, in the phones of the acoustic model: from the CMU dictionary that comes with it, and by
 * FreeTTS's letter-to-sound rules for names and other words it lacks. Immutable; any thread.
 *
 * @param lines dictionary lines, {@code word  PH PH PH}; further pronunciations of a word as {@code word(2)}
 * @param guessed the words that are pronounced by rule
 */
record Pronunciations(Collection<String> lines, Collection<String> guessed) {
    private static final String DICTIONARY = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";

    /** In the phone band FreeTTS's "one" ends as "want" does; with this the language model decides between the two. */
    private static final Map<String, String> ONE_ON_THE_PHONE =
            Map.of("one(3)", "one(3) W AA N T", "one(4)", "one(4) W AO N T");

    static Pronunciations of(Collection<String> words) {
        var wanted = new TreeSet<>(words);
        var found = new TreeMap<String, String>();
        readDictionary(wanted, found);
        if (wanted.contains("one")) found.putAll(ONE_ON_THE_PHONE);
        var guessed = new TreeSet<>(wanted);
        guessed.removeAll(found.keySet());
        if (!guessed.isEmpty()) guess(guessed, found);
        return new Pronunciations(found.values(), guessed);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    private static void readDictionary(Collection<String> wanted, Map<String, String> found) {
        var stream = Pronunciations.class.getResourceAsStream(DICTIONARY);
        if (stream == null)
            throw new SpeechException(Code.NOT_LOADED, "the jar sphinx4-data with " + DICTIONARY + " is missing");
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var key = line.substring(0, Math.max(0, line.indexOf(' ')));
                var variant = key.indexOf('(');
                if (wanted.contains(variant > 0 ? key.substring(0, variant) : key)) found.put(key, line);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + DICTIONARY, unreadable);
        }
    }

    private static void guess(Collection<String> words, Map<String, String> found) {
        var lexicon = lexicon();
        for (var word : words) {
            var phones = lexicon.getPhones(word.replace("'", ""), null);
            if (phones == null || phones.length == 0) {
                throw new SpeechException(
                        Code.BAD_VOCABULARY, "no pronunciation for \"" + word + "\": spell it in English letters");
            }
            found.put(
                    word,
                    word + " "
                            + Arrays.stream(phones).map(Pronunciations::phone).collect(Collectors.joining(" ")));
        }
    }

    private static Lexicon lexicon() {
        var lexicon = new CMULexicon("cmulex");
        KevinEngine.oneAtATime(() -> {
            try {
                lexicon.load();
            } catch (IOException missing) {
                throw new SpeechException(Code.NOT_LOADED, "FreeTTS's lexicon is missing", missing);
            }
        });
        return lexicon;
    }

    /** FreeTTS marks stress by a digit and has a phone of its own for the schwa. */
    private static String phone(String freetts) {
        var plain = freetts.replaceAll("\\d", "").toUpperCase(Locale.ROOT);
        return plain.equals("AX") ? "AH" : plain;
    }
}
