package dev.voiceops.simulators.speech;

/** Turns callers' audio into words. One recogniser serves many calls at once; any thread. */
public interface Recogniser extends AutoCloseable {
    /** What people read about this recogniser; a scripted one says so. */
    String name();

    /**
     * Listens to one stream of audio.
     *
     * @param listener gets what is heard, one call at a time, on a thread of the recogniser
     * @throws SpeechException if the recogniser is closed
     */
    Hearing open(Listener listener);

    /** Ends all hearings and releases the engine. */
    @Override
    void close();

    /** Gets what is heard in one stream. Times are seconds from the start of the stream, by the samples heard. */
    interface Listener {
        /** The caller began to speak. */
        default void speechStarted(double at) {}

        /** What has been understood so far of the utterance; may change until the transcript comes. */
        default void partial(Transcript soFar) {}

        /** The utterance is over: exactly one for each {@link #speechStarted}, possibly without words. */
        void transcript(Transcript heard);

        /** The engine broke within an utterance; this stands in for its transcript. */
        default void failed(SpeechException why) {}
    }
}
