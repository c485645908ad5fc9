package dev.voiceops.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Worker to runner ({@code POST /runtime/agent-sessions/launch}): find a connector for this dispatch.
 *
 * @param expiresAt after this instant the dispatch cannot be claimed and launching is pointless
 * @param connectorHint the connector whose media URL Twilio was given, tried first; null when any will do
 */
public record LaunchRequest(
        UUID dispatchId,
        UUID callId,
        UUID tenantId,
        String room,
        Instant expiresAt,
        String traceId,
        @Nullable String connectorHint) {
    /** @throws ContractViolation naming the first missing field */
    public LaunchRequest {
        Demand.present(dispatchId, "dispatch_id");
        Demand.present(callId, "call_id");
        Demand.present(tenantId, "tenant_id");
        Demand.text(room, "room");
        Demand.present(expiresAt, "expires_at");
        Demand.text(traceId, "trace_id");
    }

    /** The same request as the runner forwards it to a connector. */
    public ConnectRequest forConnector() {
        return new ConnectRequest(dispatchId, callId, tenantId, room, expiresAt, traceId);
    }
}
