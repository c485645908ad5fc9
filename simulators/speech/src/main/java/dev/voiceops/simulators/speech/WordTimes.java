package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeakableText.Piece;
import java.util.ArrayList;
import java.util.List;

/** Says when each written word of a clause sounds. Any thread. */
final class WordTimes {
    private WordTimes() {}

    /** By the engine's own times where it told one for each spoken word, else spread over the audio by letters. */
    static List<SpokenWord> of(SpeakableText clause, Clip clip) {
        var spoken = clause.words();
        var timed = clip.words().size() == spoken.size() ? clip.words() : spread(spoken, clip.audio());
        var words = new ArrayList<SpokenWord>();
        var at = 0;
        for (Piece piece : clause.pieces()) {
            var count = piece.spoken().size();
            if (count == 0) continue;
            var first = timed.get(at);
            var last = timed.get(at + count - 1);
            words.add(new SpokenWord(piece.written(), Math.max(0, first.start()), Math.max(0, last.end())));
            at += count;
        }
        return words;
    }

    /** Each word gets its share of the audio between the first and the last sound, by its letters. */
    static List<SpokenWord> spread(List<String> words, Pcm audio) {
        var letters = words.stream().mapToInt(String::length).sum();
        double from = Math.min(audio.firstSound(), audio.lastSound());
        var step = (audio.lastSound() - from) / Math.max(1, letters);
        var timed = new ArrayList<SpokenWord>();
        for (var word : words) {
            var to = from + step * word.length();
            timed.add(new SpokenWord(word, from / Voice.SAMPLE_RATE, to / Voice.SAMPLE_RATE));
            from = to;
        }
        return timed;
    }
}
