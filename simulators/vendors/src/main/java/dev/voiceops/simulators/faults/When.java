package dev.voiceops.simulators.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The moment of a fault.
 *
 * @param connection the n-th connection (HTTP: request) opened after the script was set, from 1; 0 = any, and those
 *     already open too
 * @param atTurn the n-th turn of that connection, from 1; 0 = do not wait for a turn. A turn is an utterance heard
 *     (Deepgram), a synthesis asked for (Rime), the number of user messages in the request (OpenAI), an utterance of the
 *     agent at the caller's ear (Twilio media)
 * @param afterMs milliseconds after the connection opened, or after the turn began
 * @param times how often it happens in all; 0 = until it is cleared; absent in a file = once
 */
public record When(
        int connection,
        @JsonProperty("at_turn") int atTurn,
        @JsonProperty("after_ms") long afterMs,
        int times) {

    /** The next connection, at once, one time. */
    public static final When AT_ONCE = new When(0, 0, 0, 1);

    @JsonCreator
    static When of(
            @JsonProperty("connection") @Nullable Integer connection,
            @JsonProperty("at_turn") @Nullable Integer atTurn,
            @JsonProperty("after_ms") @Nullable Long afterMs,
            @JsonProperty("times") @Nullable Integer times) {
        return new When(
                connection == null ? 0 : connection,
                atTurn == null ? 0 : atTurn,
                afterMs == null ? 0 : afterMs,
                times == null ? 1 : times);
    }

    public When {
        if (connection < 0 || atTurn < 0 || afterMs < 0 || times < 0) {
            throw new IllegalArgumentException("when: connection, at_turn, after_ms and times cannot be negative");
        }
    }
}
