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

    private static List<SpokenWord> spread(List<String> words, Pcm audio) {
        var to = audio.lastSound();
        return spread(
                words, (double) Math.min(audio.firstSound(), to) / Voice.SAMPLE_RATE, (double) to / Voice.SAMPLE_RATE);
    }

    /** Each word gets its share of the time between two moments in seconds, by its letters. */
    static List<SpokenWord> spread(List<String> words, double from, double to) {
        var letters = words.stream().mapToInt(String::length).sum();
        var step = (to - from) / Math.max(1, letters);
        var timed = new ArrayList<SpokenWord>();
        var at = from;
        for (var word : words) {
            timed.add(new SpokenWord(word, at, at + step * word.length()));
            at += step * word.length();
        }
        return timed;
    }
}
