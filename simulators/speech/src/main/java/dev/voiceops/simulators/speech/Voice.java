package dev.voiceops.simulators.speech;

import java.util.ArrayList;

/**
 * Speaks text. The same text gives the same samples on the same machine; a text spoken before comes from a bounded cache.
 * Rendering runs on platform threads of the voice, so any thread, virtual ones too, may call and wait. Any thread.
 */
public interface Voice extends AutoCloseable {
    /** All voices speak 16-bit mono PCM at this rate in Hz, the rate of a phone line. */
    int SAMPLE_RATE = 8_000;

    /** What people read about this voice, e.g. {@code "FreeTTS kevin, embedded"}. */
    String name();

    /**
     * Speaks {@code text} clause by clause, so that the first audio is there long before the last.
     * Word times count from the start of the whole text. Text without anything to say gives no clause.
     *
     * @throws SpeechException if the voice is closed or cannot render, or the caller's thread is interrupted
     */
    void speak(String text, Sink sink);

    /** The whole text in one piece; waits for all of it. Errors as in {@link #speak}. */
    default Speech say(String text) {
        var clauses = new ArrayList<Speech>();
        speak(text, clause -> {
            clauses.add(clause);
            return true;
        });
        return Speech.joined(clauses);
    }

    /** Releases the engine; later calls fail. */
    @Override
    void close();

    /** Takes the clauses of a text in order, on the thread that called {@link #speak}. */
    @FunctionalInterface
    interface Sink {
        /** Takes one clause and says whether the next is still wanted. */
        boolean take(Speech clause);
    }
}
