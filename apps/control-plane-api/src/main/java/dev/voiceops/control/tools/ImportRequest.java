package dev.voiceops.control.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.control.discovery.Found;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool of a tenant's automation that is to become one of its agents'. What is left out is taken as it was found.
 *
 * @param integrationId where it was found
 * @param reference as discovery shows it
 * @param servedBy the integration whose address and secret its webhook is called with; absent: the one where it was found
 */
record ImportRequest(
        @Nullable UUID integrationId,
        @Nullable String reference,
        @Nullable UUID servedBy,
        @Nullable String name,
        @Nullable String description,
        @JsonProperty("class") @Nullable ToolClass toolClass,
        @Nullable JsonNode inputSchema,
        @Nullable JsonNode outputSchema) {
    /** @throws ContractViolation naming what is missing */
    UUID integration() {
        if (integrationId == null) throw new ContractViolation("integration_id: is missing");
        return integrationId;
    }

    /** @throws ContractViolation naming what is missing */
    String wanted() {
        if (reference == null || reference.isBlank()) {
            throw new ContractViolation("reference: is missing; discovery shows it");
        }
        return reference;
    }

    /** The tool that comes of it, with the usual limits. */
    ToolRequest over(Found found) {
        return new ToolRequest(
                name == null ? found.name() : name,
                description == null ? found.description() : description,
                toolClass == null ? found.toolClass() : toolClass,
                inputSchema == null ? found.inputSchema() : inputSchema,
                outputSchema == null ? found.outputSchema() : outputSchema,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
