package dev.voiceops.vendors.rime;

import dev.voiceops.call.Word;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Puts the words of a turn on the turn's own scale. Rime counts seconds from the start of each synthesis, and a flush
 * may be several of them: when its count falls back, the next one has begun where the last one ended. One thread.
 */
final class WordClock {
    private static final double SAMPLES_PER_SECOND = 8000;

    private long base; // samples of the turn before this synthesis
    private long lastEnd; // end of the last word told, on the turn's scale

    /** A flush is delivered; the next synthesis begins after this many samples of the turn. */
    void synthesisBegins(long samples) {
        base = samples;
        lastEnd = samples;
    }

    /** The words of a {@code timestamps} message. Signs standing alone join the word before them. */
    List<Word> read(JsonNode times) {
        var texts = times.path("words");
        int size = Math.min(
                texts.size(),
                Math.min(times.path("start").size(), times.path("end").size()));
        var words = new ArrayList<Word>(size);
        for (int i = 0; i < size; i++) {
            var text = texts.path(i).asString("").strip();
            if (text.isEmpty()) continue;
            long start = samples(times.path("start").path(i));
            long end = Math.max(start, samples(times.path("end").path(i)));
            if (words.isEmpty() && base + start < lastEnd) base = lastEnd;
            add(words, text, base + start, base + end);
        }
        if (!words.isEmpty()) lastEnd = words.getLast().endSample();
        return words;
    }

    private static void add(List<Word> words, String text, long start, long end) {
        var sign = text.codePoints().noneMatch(Character::isLetterOrDigit);
        if (sign && !words.isEmpty()) {
            var before = words.removeLast();
            words.add(new Word(before.text() + text, before.startSample(), Math.max(before.endSample(), end)));
        } else {
            words.add(new Word(text, start, end));
        }
    }

    private static long samples(JsonNode seconds) {
        return Math.max(0, Math.round(seconds.asDouble(0) * SAMPLES_PER_SECOND));
    }
}
