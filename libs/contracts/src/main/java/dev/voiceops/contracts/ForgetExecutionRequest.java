package dev.voiceops.contracts;

import java.util.UUID;

/**
 * Worker to control plane ({@code POST /internal/runtime/executions/forget}): have a tenant's n8n delete what it kept of an
 * execution. The control plane is the only one that reaches tenants' systems.
 *
 * @param executionId n8n's number of its own execution
 */
public record ForgetExecutionRequest(UUID tenantId, UUID integrationId, String executionId) {
    /** @throws ContractViolation naming the first missing field */
    public ForgetExecutionRequest {
        Demand.present(tenantId, "tenant_id");
        Demand.present(integrationId, "integration_id");
        Demand.text(executionId, "execution_id");
    }
}
