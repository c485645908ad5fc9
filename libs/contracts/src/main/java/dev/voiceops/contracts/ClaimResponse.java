package dev.voiceops.contracts;

import java.time.Instant;
import java.util.List;
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
 * @param vendorKeys the tenant's own keys, at most one a vendor; a vendor without one is reached with the platform's
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
        AgentSnapshot snapshot,
        List<VendorKey> vendorKeys) {
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
        vendorKeys = Demand.copy(vendorKeys);
    }

    /** Names the call only: the tokens, the keys and the prompt stay out of logs. */
    @Override
    public String toString() {
        return "ClaimResponse[call " + callId + ", fencing " + fencingToken + "]";
    }
}
