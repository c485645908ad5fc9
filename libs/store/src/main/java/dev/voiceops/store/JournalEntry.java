package dev.voiceops.store;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be written into the record of a call. The holder of the call numbers its entries 1, 2, 3, … from its
 * claim on, over all kinds together; so an entry sent twice is known. Immutable.
 */
public sealed interface JournalEntry {
    /** Its number, counted by its writer. */
    long n();

    /** What happened. */
    record Event(long n, Happening happening) implements JournalEntry {}

    /** Something was said. */
    record Said(long n, Utterance utterance) implements JournalEntry {
        /** Names the place; the words stay out of logs. */
        @Override
        public String toString() {
            return "Said[" + n + " turn " + utterance.turn() + "]";
        }
    }

    /** A turn was closed. */
    record Turn(long n, TurnTimes times) implements JournalEntry {}

    /**
     * Something that happened in a call.
     *
     * @param monoMs milliseconds on the call's clock; null if its writer does not hold the call
     * @param type lower-case letters, digits, dots and underscores
     * @param payload JSON text; never with a secret
     */
    record Happening(Instant at, @Nullable Long monoMs, String type, String payload) {
        /** Names the type; the payload stays out of logs. */
        @Override
        public String toString() {
            return "Happening[" + type + " at " + at + "]";
        }
    }
}
