package dev.voiceops.store;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call as it stands.
 *
 * @param connectorId who holds or held it; null: nobody yet
 * @param outcome null until it ended; so are {@code endReason}, {@code endedBy} and {@code endedAt}
 */
public record Call(
        TenantId tenant,
        CallId id,
        @Nullable String twilioCallSid,
        @Nullable String from,
        @Nullable String to,
        AgentId agent,
        VersionId version,
        @Nullable String connectorId,
        String traceId,
        boolean simulated,
        State state,
        @Nullable CarrierStatus carrierStatus,
        @Nullable Outcome outcome,
        @Nullable EndReason endReason,
        @Nullable Witness endedBy,
        @Nullable String handoffReason,
        Instant createdAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt) {

    /** Names the call; phone numbers stay out of logs. */
    @Override
    public String toString() {
        return "Call[" + id + " " + state + (endReason == null ? "" : " " + endReason.code()) + "]";
    }

    /** Where a call stands; ENDED is never left. */
    public enum State {
        /** Accepted, no media yet. */
        QUEUED,
        /** The caller and the agent are connected. */
        LIVE,
        ENDED;

        static State parse(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Who says that a call ended. A later one in this list knows better than an earlier one. */
    public enum Witness {
        /** It was inferred, because nobody gave a sign of life any more. */
        SWEEPER,
        /** The carrier's status callback. */
        CARRIER,
        /** The control plane turned it away or an operator ended it. */
        CONTROL_PLANE,
        /** The connector that held the conversation. */
        CONNECTOR;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Witness parse(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What the carrier says of its leg (Twilio, "Call resource: status values"). */
    public enum CarrierStatus {
        QUEUED,
        INITIATED,
        RINGING,
        IN_PROGRESS,
        COMPLETED,
        BUSY,
        FAILED,
        NO_ANSWER,
        CANCELED;

        /** The carrier's word, such as {@code in-progress}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the leg is gone for good. */
        public boolean terminal() {
            return compareTo(COMPLETED) >= 0;
        }

        /**
         * Reads the carrier's word.
         *
         * @throws IllegalArgumentException if it is none of them
         */
        public static CarrierStatus parse(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * That a call ended, as one witness tells it.
     *
     * @param handoffReason why a human took over; null unless the outcome is HANDED_OFF
     */
    public record End(
            EndReason reason,
            Outcome outcome,
            Witness witness,
            Instant at,
            @Nullable String handoffReason) {}

    /** What {@link Calls#end} did. */
    public enum Ending {
        /** The call was up and has ended now. */
        ENDED,
        /** It had ended already; a better witness corrected cause and time. */
        REFINED,
        /** It had ended already, and nothing new was told. */
        UNCHANGED
    }
}
