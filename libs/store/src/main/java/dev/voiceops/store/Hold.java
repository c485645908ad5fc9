package dev.voiceops.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold: what it covers is not deleted, whatever retention says.
 *
 * @param matter the case it is for
 * @param owner who answers for it
 * @param reviewAt when somebody should ask whether it is still needed; null: nobody was asked to
 * @param release null while it is in force
 */
public record Hold(
        HoldId id,
        String matter,
        String reason,
        String owner,
        Scope scope,
        @Nullable LocalDate reviewAt,
        String placedBy,
        Instant placedAt,
        @Nullable Release release) {

    /** Names the hold; matter and people stay out of logs. */
    @Override
    public String toString() {
        return "Hold[" + id + "]";
    }

    /**
     * What a hold covers: the calls to which every given part applies; without any, all calls of the tenant. Calls to come
     * are covered, too.
     *
     * @param caller E.164, or as the carrier told it
     * @param from calls that began then or later
     * @param until calls that began before
     */
    public record Scope(
            @Nullable CallId call,
            @Nullable String caller,
            @Nullable Instant from,
            @Nullable Instant until) {
        public Scope {
            if (from != null && until != null && !from.isBefore(until)) {
                throw new IllegalArgumentException("a hold's range begins before it ends");
            }
        }

        /** One call. */
        public static Scope of(CallId call) {
            return new Scope(call, null, null, null);
        }

        /** Says which parts are given; the caller's number stays out of logs. */
        @Override
        public String toString() {
            return "Scope[call=" + call + (caller == null ? "" : " caller") + " from=" + from + " until=" + until + "]";
        }
    }

    /**
     * That a hold was released.
     *
     * @param protectsUntil until then it protects all the same, so that a mistake can be mended
     */
    public record Release(String by, Instant at, Instant protectsUntil) {}

    /** A hold that is to be placed. */
    public record New(
            String matter,
            String reason,
            String owner,
            Scope scope,
            @Nullable LocalDate reviewAt) {
        /** Nothing of it belongs in logs. */
        @Override
        public String toString() {
            return "New[" + scope + "]";
        }
    }
}
