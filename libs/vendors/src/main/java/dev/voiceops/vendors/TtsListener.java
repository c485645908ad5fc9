package dev.voiceops.vendors;

import dev.voiceops.call.Word;
import java.util.List;

/**
 * What a voice reports. Called by one thread at a time, in order per turn, on the vendor client's threads: hand on
 * and return, never block.
 */
public interface TtsListener {

    /**
     * The next piece of the turn's audio, faster than real time. {@code mulaw}: G.711 mu-law, 8 kHz, any length; the
     * receiver's own.
     */
    void onAudio(int turn, byte[] mulaw);

    /**
     * When which words sound, in samples from the start of all audio reported for this turn; appended to what was
     * told before. May come before or after the audio it speaks of, or never.
     */
    void onWords(int turn, List<Word> words);

    /** After {@link TtsStream#end}: all audio of the turn has been reported. Once per turn. */
    void onSpoken(int turn);

    /**
     * The turn can't be spoken to its end; audio reported so far is good, nothing follows for this turn. The stream
     * itself recovers for later turns.
     */
    void onFailure(int turn, VendorFailure failure);
}
