package dev.voiceops.vendors;

import java.util.List;

/**
 * What an ear reports. Called by one thread at a time, in order, on the vendor client's threads: hand on and return,
 * never block.
 */
public interface SttListener {

    /** The vendor took the stream. */
    default void onOpen() {}

    /** The id under which the vendor's support finds this stream; as soon as the vendor has told, once per stream. */
    default void onRequestId(String requestId) {}

    /** The vendor believes that speech began. Early and noisy: a reason to duck, not to fall silent. */
    default void onSpeechStarted() {}

    /**
     * Words of the segment now being spoken.
     *
     * @param last false: a guess at this segment that replaces the guess before it; true: these words never change and
     *     the next transcript belongs to the next segment. A turn is the sequence of its last segments.
     * @param words the words with their times, empty when the vendor gave none
     */
    void onTranscript(String text, boolean last, List<TimedWord> words);

    /**
     * The caller's turn is over, in the vendor's judgement (or its client's, when the vendor forgets to say so). Only
     * after at least one last transcript.
     */
    void onTurnEnded();

    /** Failover only: this ear is lost and another is being opened; audio is kept and will be heard again. */
    default void onEarLost(VendorFailure failure) {}

    /** Failover only: the ear of this name hears again, from audio kept meanwhile on. */
    default void onEarBack(String ear) {}

    /** This much audio was thrown away, because the vendor does not take it as fast as it is spoken. */
    default void onAudioDropped(long ms) {}

    /** The stream is dead: nothing follows. Called at most once. */
    void onFailure(VendorFailure failure);
}
