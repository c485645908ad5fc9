package dev.voiceops.control.discovery;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.control.automation.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the tools of a workflow: its webhooks ({@code n8n-nodes-base.webhook}). n8n keeps no schema with a webhook, so a workflow may
 * tell its contract in a sticky note ({@link Contract}), as the shipped templates do. Any thread.
 */
final class WorkflowReader {
    private static final String WEBHOOK = "n8n-nodes-base.webhook";

    private final Schemas schemas;

    WorkflowReader(Schemas schemas) {
        this.schemas = schemas;
    }

    /** @param workflow as n8n's public API shows it */
    List<Found> read(JsonNode workflow) {
        List<JsonNode> webhooks = workflow.path("nodes")
                .valueStream()
                .filter(node -> node.path("type").stringValue("").equals(WEBHOOK))
                .filter(node -> !node.path("disabled").asBoolean(false))
                .toList();
        Optional<Contract> contract = webhooks.size() == 1 ? Contract.of(workflow, schemas) : Optional.empty();
        return webhooks.stream()
                .map(webhook -> found(workflow, webhook, contract, webhooks.size()))
                .toList();
    }

    private static Found found(JsonNode workflow, JsonNode webhook, Optional<Contract> contract, int webhooks) {
        String id = workflow.path("id").asString("");
        JsonNode parameters = webhook.path("parameters");
        String path = "/" + parameters.path("path").stringValue("").replaceFirst("^/+", "");
        String method = parameters.path("httpMethod").stringValue("GET");
        String mode = parameters.path("responseMode").stringValue("onReceived");
        boolean active = workflow.path("active").asBoolean(false)
                && !workflow.path("isArchived").asBoolean(false);
        List<String> remarks = new ArrayList<>();
        if (!active) remarks.add("The workflow is not published; publish it in n8n");
        if (mode.equals("onReceived")) {
            remarks.add(
                    "The webhook answers before the workflow has run; let its Respond node or its last node answer");
        }
        if (path.contains("/:"))
            remarks.add("The path has parameters, which a tool cannot fill; take them from the body");
        if (parameters.path("httpMethod").isArray()) remarks.add("The webhook takes several methods; give it one");
        contract.ifPresent(told -> remarks.addAll(told.faults()));
        if (contract.isEmpty()) {
            remarks.add(
                    webhooks > 1
                            ? "The workflow has several webhooks, so no contract is read; give class and input_schema"
                            : "The workflow tells no contract in a sticky note; give class and input_schema");
        }
        return new Found(
                id + "/" + webhook.path("id").asString(webhook.path("name").asString("")),
                id,
                workflow.path("name").stringValue(""),
                active,
                method,
                path,
                mode,
                parameters.path("authentication").stringValue("none"),
                contract.map(Contract::name).orElse(null),
                contract.map(Contract::description).orElse(null),
                contract.map(Contract::toolClass)
                        .flatMap(WorkflowReader::toolClass)
                        .orElse(null),
                contract.map(Contract::inputSchema).orElse(null),
                contract.map(Contract::outputSchema).orElse(null),
                remarks);
    }

    private static Optional<ToolClass> toolClass(@Nullable String word) {
        return Arrays.stream(ToolClass.values())
                .filter(known -> known.wire().equals(word))
                .findFirst();
    }
}
