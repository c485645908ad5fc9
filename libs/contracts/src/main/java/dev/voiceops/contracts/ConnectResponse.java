package dev.voiceops.contracts;

import java.util.UUID;

/** The connector's yes to a {@link ConnectRequest}: it holds the claim of {@code callId}. */
public record ConnectResponse(UUID callId, String connectorId) {
    /** @throws ContractViolation naming the first missing field */
    public ConnectResponse {
        Demand.present(callId, "call_id");
        Demand.text(connectorId, "connector_id");
    }
}
