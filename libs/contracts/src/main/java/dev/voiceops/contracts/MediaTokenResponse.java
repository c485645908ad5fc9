package dev.voiceops.contracts;

import java.util.UUID;

/** The socket is this call's; its token is now used up. */
public record MediaTokenResponse(UUID callId, UUID tenantId) {
    /** @throws ContractViolation naming the first missing field */
    public MediaTokenResponse {
        Demand.present(callId, "call_id");
        Demand.present(tenantId, "tenant_id");
    }
}
