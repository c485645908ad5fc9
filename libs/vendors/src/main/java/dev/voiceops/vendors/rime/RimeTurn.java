package dev.voiceops.vendors.rime;

import java.util.ArrayList;
import java.util.List;

/** What one turn has asked of Rime and got. State of the stream's mailbox. */
final class RimeTurn {
    final int number;
    final String context;
    final WordClock words = new WordClock();
    final List<String> said = new ArrayList<>();
    int undelivered; // flushes without their done
    long samples;
    long progressMs;
    boolean ended;
    boolean saidAgain;

    RimeTurn(int number) {
        this.number = number;
        context = "turn-" + number;
    }

    void audio(int length, long nowMs) {
        samples += length;
        progressMs = nowMs;
    }

    /** A flush is delivered. */
    void done(long nowMs) {
        if (undelivered > 0) undelivered--;
        words.synthesisBegins(samples);
        progressMs = nowMs;
    }

    boolean isSpoken() {
        return ended && undelivered == 0;
    }
}
