package dev.voiceops.audio;

/** What a mouth tells. A turn that is stopped tells nothing more. */
public sealed interface MouthEvent {
    /** The turn it happened to. */
    int turn();

    /** The first frame of a turn was sent, at a time of the nano clock, after so many ms of silence were trimmed. */
    record AudioStarted(int turn, long atNanos, long trimmedMillis) implements MouthEvent {}

    /**
     * All of a turn has been played.
     *
     * @param samples the turn's length
     * @param confirmed whether the last mark came back; otherwise it is overdue and the clock decided
     */
    record PlayoutEnded(int turn, long samples, boolean confirmed) implements MouthEvent {}
}
