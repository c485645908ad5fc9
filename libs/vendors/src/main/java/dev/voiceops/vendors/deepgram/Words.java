package dev.voiceops.vendors.deepgram;

import dev.voiceops.vendors.TimedWord;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Words of a message, with their times in seconds, both protocols alike. */
final class Words {
    private Words() {}

    /** Empty when any word lacks its times (Flux may leave them out): half a list would mislead. */
    static List<TimedWord> of(JsonNode words) {
        var timed = new ArrayList<TimedWord>(words.size());
        for (var word : words) {
            if (!word.path("start").isNumber() || !word.path("end").isNumber()) return List.of();
            long start = Math.max(0, Math.round(word.path("start").asDouble() * 1000));
            long end = Math.max(start, Math.round(word.path("end").asDouble() * 1000));
            var text = word.path("punctuated_word").asString(word.path("word").asString(""));
            timed.add(new TimedWord(text, start, end));
        }
        return List.copyOf(timed);
    }
}
