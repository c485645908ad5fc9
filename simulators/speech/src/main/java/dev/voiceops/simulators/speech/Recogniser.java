package dev.voiceops.simulators.speech;

/** Turns callers' audio into words. One recogniser serves many calls at once; any thread. */
public interface Recogniser extends AutoCloseable {
    /** Silence that ends an utterance, unless {@link #open(Listener, int)} says otherwise. */
    int END_SILENCE_MS = 500;

    /** What people read about this recogniser; a scripted one says so. */
    String name();

    /**
     * Listens to one stream of audio.
     *
     * @param listener gets what is heard, one call at a time, on a thread of the recogniser or the one that hears; it must not
     *     block. Transcripts keep the order of the utterances, but an utterance may start before the one before it is understood
     * @param endSilenceMs so much silence ends an utterance
     */
    Hearing open(Listener listener, int endSilenceMs);

    /** Listens to one stream of audio; {@value #END_SILENCE_MS} ms of silence end an utterance. */
    default Hearing open(Listener listener) {
        return open(listener, END_SILENCE_MS);
    }

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
