package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;

/**
 * A voice and a mouth in virtual time: speaks sixteen characters a second, tells when its words sound, plays what it has
 * and pauses when it has none. Of a turn that was stopped it still tells what it has begun, as slow adapters do.
 */
final class VirtualVoice {
    private static final int SAMPLES_PER_CHAR = 500;

    private final VirtualCall call;
    private long latencyMs = 150;
    private boolean tellsWords = true;
    private int broken;
    private int turn;
    private long samples;
    private long played;
    private long playedTo;
    private boolean sounding;
    private boolean ended;
    private int clausesDue;

    VirtualVoice(VirtualCall call) {
        this.call = call;
    }

    void slow(long ms) {
        latencyMs = ms;
    }

    void wordless() {
        tellsWords = false;
    }

    /** This many of the next clauses never sound. */
    void breaks(int clauses) {
        broken = clauses;
    }

    void say(int ofTurn, String text) {
        if (ofTurn != turn) begin(ofTurn);
        clausesDue++;
        if (broken-- > 0) return;
        call.in(latencyMs, () -> spoken(ofTurn, text));
    }

    void sayAgain(int ofTurn, String text) {
        begin(ofTurn);
        say(ofTurn, text);
    }

    void end(int ofTurn) {
        ended = true;
        if (ofTurn == turn) endWhenPlayed();
    }

    void stop() {
        play();
        sounding = false;
        clausesDue = 0;
        ended = false;
    }

    Playhead playhead() {
        play();
        return new Playhead(call.now(), turn, played);
    }

    private void begin(int newTurn) {
        boolean again = newTurn == turn;
        turn = newTurn;
        samples = 0;
        played = 0;
        sounding = false;
        ended = again && ended;
        clausesDue = 0;
    }

    /** The audio of a clause is there. */
    private void spoken(int ofTurn, String text) {
        if (ofTurn != turn || clausesDue == 0) return;
        play();
        clausesDue--;
        List<Word> words = words(text);
        boolean first = !sounding;
        sounding = true;
        if (first) call.post(new Event.AudioStarted(ofTurn));
        if (tellsWords) call.post(new Event.Voiced(ofTurn, words));
        endWhenPlayed();
    }

    private List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            long start = samples;
            samples += (long) (word.length() + 1) * SAMPLES_PER_CHAR;
            words.add(new Word(word, start, samples));
        }
        return words;
    }

    private void play() {
        if (sounding) played = Math.min(samples, played + (call.now() - playedTo) * Playhead.SAMPLES_PER_MS);
        playedTo = call.now();
    }

    private void endWhenPlayed() {
        if (!ended || clausesDue != 0 || !sounding) return;
        int ofTurn = turn;
        play();
        call.in(
                Math.ceilDiv(samples - played, (long) Playhead.SAMPLES_PER_MS),
                () -> call.post(new Event.PlayoutEnded(ofTurn)));
    }
}
