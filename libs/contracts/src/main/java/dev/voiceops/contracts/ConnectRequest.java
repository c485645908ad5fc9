package dev.voiceops.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * Runner to connector ({@code POST /runtime/connect}): claim this dispatch and hold its call. The connector answers 200 with a
 * {@link ConnectResponse} once it has claimed, 409 or 503 as a {@link Problem} when it will not ({@link ProblemType#NO_CAPACITY},
 * {@link ProblemType#DRAINING}, {@link ProblemType#DISPATCH_GONE}); only the last one is final, the others send the runner on.
 */
public record ConnectRequest(
        UUID dispatchId, UUID callId, UUID tenantId, String room, Instant expiresAt, String traceId) {
    /** @throws ContractViolation naming the first missing field */
    public ConnectRequest {
        Demand.present(dispatchId, "dispatch_id");
        Demand.present(callId, "call_id");
        Demand.present(tenantId, "tenant_id");
        Demand.text(room, "room");
        Demand.present(expiresAt, "expires_at");
        Demand.text(traceId, "trace_id");
    }
}
