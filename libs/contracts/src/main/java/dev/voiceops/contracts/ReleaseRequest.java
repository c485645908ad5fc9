package dev.voiceops.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holder of a dispatch to control plane ({@code POST /internal/runtime/dispatches/{id}/release}): the call is over for me. Ends the
 * dispatch and the call in one transaction; the call's records must be written before.
 *
 * @param endReason wire name of the call's end reason, for example {@code caller_hangup}
 * @param outcome {@code resolved | handed_off | abandoned | failed | unknown}
 * @param handoffReason why a human took over; null unless the outcome is {@code handed_off}
 */
public record ReleaseRequest(
        String connectorId,
        long fencingToken,
        String endReason,
        String outcome,
        @Nullable String handoffReason,
        Instant endedAt) {
    /** @throws ContractViolation naming the first missing field */
    public ReleaseRequest {
        Demand.text(connectorId, "connector_id");
        Demand.atLeast(1, fencingToken, "fencing_token");
        Demand.text(endReason, "end_reason");
        Demand.text(outcome, "outcome");
        Demand.present(endedAt, "ended_at");
    }
}
