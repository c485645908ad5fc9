package dev.voiceops.contracts;

import java.util.UUID;

/** Connector to control plane ({@code POST /internal/runtime/dispatches/claim}): give me this dispatch, once and for me alone. */
public record ClaimRequest(UUID dispatchId, String connectorId) {
    /** @throws ContractViolation naming the first missing field */
    public ClaimRequest {
        Demand.present(dispatchId, "dispatch_id");
        Demand.text(connectorId, "connector_id");
    }
}
