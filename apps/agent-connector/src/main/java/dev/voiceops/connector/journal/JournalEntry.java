package dev.voiceops.connector.journal;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import java.time.Instant;
import java.util.Map;

/**
 * One thing to be written down about a call.
 *
 * @param n counts the entries of this call and fencing token, from 1 without gaps: what makes a repeat harmless
 * @param at wall clock
 * @param monoMs ms on the call's clock
 */
public record JournalEntry(CallRef call, long n, Instant at, long monoMs, Body body) {
    /** What is written down. */
    public sealed interface Body {
        /** A call event; its fields hold nothing that was said. */
        record Happened(String type, Map<String, String> fields) implements Body {
            public Happened {
                fields = Map.copyOf(fields);
            }
        }

        /** A finished utterance. */
        record Said(Utterance utterance) implements Body {}

        /** A row of the turn ledger. */
        record TurnDone(TurnTimes times) implements Body {}
    }
}
