package dev.voiceops.control.retention;

import dev.voiceops.store.CallId;
import dev.voiceops.store.Hold;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold as the API shows it.
 *
 * @param protectsUntil null while it is in force; afterwards, when its grace ends
 */
record HoldView(
        UUID id,
        String matter,
        String reason,
        String owner,
        ScopeView scope,
        @Nullable LocalDate reviewAt,
        String placedBy,
        Instant placedAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt,
        @Nullable Instant protectsUntil) {

    static HoldView of(Hold hold) {
        Hold.Release release = hold.release();
        return new HoldView(
                hold.id().value(),
                hold.matter(),
                hold.reason(),
                hold.owner(),
                ScopeView.of(hold.scope()),
                hold.reviewAt(),
                hold.placedBy(),
                hold.placedAt(),
                release == null ? null : release.by(),
                release == null ? null : release.at(),
                release == null ? null : release.protectsUntil());
    }

    /** Names the hold; the people it is about stay out of logs. */
    @Override
    public String toString() {
        return "HoldView[" + id + "]";
    }

    /** What a hold covers: every given part must apply. */
    record ScopeView(
            @Nullable UUID callId,
            @Nullable String caller,
            @Nullable Instant from,
            @Nullable Instant until) {
        static ScopeView of(Hold.Scope scope) {
            CallId call = scope.call();
            return new ScopeView(call == null ? null : call.value(), scope.caller(), scope.from(), scope.until());
        }

        Hold.Scope scope() {
            return new Hold.Scope(callId == null ? null : new CallId(callId), caller, from, until);
        }

        /** The caller's number stays out of logs. */
        @Override
        public String toString() {
            return "ScopeView[" + callId + "]";
        }
    }
}
