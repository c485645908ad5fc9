package dev.voiceops.contracts;

/** The runner's yes: {@code connectorId} took the call after {@code tries} connectors were asked. */
public record LaunchResponse(String connectorId, int tries) {
    /** @throws ContractViolation when the connector is not named */
    public LaunchResponse {
        Demand.text(connectorId, "connector_id");
        Demand.atLeast(1, tries, "tries");
    }
}
