package dev.voiceops.simulators.openai;

/**
 * How the simulated stream is written. All of these occur at the real one or at compatible servers.
 *
 * @param firstTokenMs from the request to the first chunk
 * @param tokenMs between two pieces
 * @param toolsInFirstChunk a single tool call opens in the very first chunk (variant A); else after it (variant B)
 * @param crlf lines end with CR LF instead of LF
 * @param comments keep-alive comment lines between events
 * @param splitWrites events are cut across TCP writes, also inside a character
 */
public record ChatStyle(
        long firstTokenMs,
        long tokenMs,
        boolean toolsInFirstChunk,
        boolean crlf,
        boolean comments,
        boolean splitWrites) {
    /** Pauses like a quick small model. */
    public static final ChatStyle NATURAL = new ChatStyle(250, 25, true, false, false, false);

    /** No pauses: what remains is our own time. */
    public static final ChatStyle INSTANT = new ChatStyle(0, 0, true, false, false, false);
}
