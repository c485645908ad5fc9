package dev.voiceops.contracts;

/** Holder of a dispatch to control plane ({@code POST /internal/runtime/dispatches/{id}/renew}): I still run this call. */
public record RenewRequest(String connectorId, long fencingToken) {
    /** @throws ContractViolation naming the first missing field */
    public RenewRequest {
        Demand.text(connectorId, "connector_id");
        Demand.atLeast(1, fencingToken, "fencing_token");
    }
}
