package dev.voiceops.vendors;

/**
 * The voice of one call. One turn speaks at a time; saying something for a higher turn while an older one is unfinished
 * clears the older one. Any thread may call; no method blocks or throws on a dead socket.
 */
public interface TtsStream extends AutoCloseable {

    /**
     * Speaks a clause or sentence of a turn, synthesised at once and in order. Blank text is ignored, also text of a
     * turn that was ended, cleared or failed: to say a turn over again, open a fresh stream.
     */
    void say(int turn, String text);

    /** Nothing more will be said in this turn; {@link TtsListener#onSpoken} follows when all of it is delivered. */
    void end(int turn);

    /**
     * Drops what is not yet delivered of this turn (barge-in). Nothing is reported of it afterwards, not even late
     * audio.
     */
    void clear(int turn);

    /** Gives the voice back. Nothing is reported afterwards. Repeating it is harmless. */
    @Override
    void close();
}
