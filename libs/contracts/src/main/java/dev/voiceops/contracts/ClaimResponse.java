package dev.voiceops.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The won claim: everything a connector needs to run the call.
 *
 * @param fencingToken goes with every later write of this call; a smaller one is refused
 * @param leaseUntil renew before this instant or lose the call
 * @param livekitUrl null when the call has no LiveKit room
 * @param livekitToken the join token, handed out this once; never logged
 * @param snapshot the pinned agent version
 */
public record ClaimResponse(
        UUID callId,
        UUID tenantId,
        UUID agentId,
        String versionId,
        String traceId,
        String from,
        String to,
        @Nullable String twilioCallSid,
        long fencingToken,
        Instant leaseUntil,
        String room,
        @Nullable String livekitUrl,
        @Nullable String livekitToken,
        AgentSnapshot snapshot) {
    /** @throws ContractViolation naming the first missing field */
    public ClaimResponse {
        Demand.present(callId, "call_id");
        Demand.present(tenantId, "tenant_id");
        Demand.present(agentId, "agent_id");
        Demand.text(versionId, "version_id");
        Demand.text(traceId, "trace_id");
        Demand.text(from, "from");
        Demand.text(to, "to");
        Demand.atLeast(1, fencingToken, "fencing_token");
        Demand.present(leaseUntil, "lease_until");
        Demand.text(room, "room");
        Demand.present(snapshot, "snapshot");
    }

    /** Names the call only: the token and the prompt stay out of logs. */
    @Override
    public String toString() {
        return "ClaimResponse[call " + callId + ", fencing " + fencingToken + "]";
    }
}
