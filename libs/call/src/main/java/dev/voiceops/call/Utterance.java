package dev.voiceops.call;

/**
 * Something said by one side, for the record.
 *
 * @param turn the turn it belongs to; the caller's words carry the number of the turn that answers them
 * @param generated what was to be said; the caller's words for the caller
 * @param heard the beginning of {@code generated} that reached the other side
 * @param startedMs when it began, on the call's clock: voice for the caller, first audio for the agent
 * @param endedMs when it ended, on the call's clock
 */
public record Utterance(
        int turn,
        Speaker speaker,
        String generated,
        String heard,
        HeardBy heardBy,
        boolean interrupted,
        long startedMs,
        long endedMs) {

    /** A side of the call. */
    public enum Speaker {
        CALLER,
        AGENT
    }

    /** How {@link #heard} was found out. */
    public enum HeardBy {
        /** It was played to the end. */
        PLAYED_OUT,
        /** By the position of each word in the audio played. */
        WORDS,
        /** By the length of the audio played, at a usual pace of speech. */
        PACE,
        /** No audio of it was played. */
        NOTHING,
        /** Not speech of ours: the caller's words. */
        RECOGNISED
    }
}
