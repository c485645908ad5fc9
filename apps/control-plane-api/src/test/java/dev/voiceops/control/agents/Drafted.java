package dev.voiceops.control.agents;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import tools.jackson.databind.node.ObjectNode;

/** Drafts and tools for the tests. */
final class Drafted {
    private Drafted() {}

    /** A draft without faults. */
    static ObjectNode whole() {
        return DraftBody.fresh().put("prompt", "You take orders.\nBe brief.");
    }

    static ObjectNode with(String pointer, Object value) {
        ObjectNode body = whole();
        String[] steps = pointer.substring(1).split("/");
        ObjectNode at = body;
        for (int i = 0; i < steps.length - 1; i++) at = at.withObject("/" + steps[i]);
        at.set(steps[steps.length - 1], Json.mapper().valueToTree(value));
        return body;
    }

    /** Adds a tool of the tenant with an endpoint. */
    static Tool tool(TenantTx tx, String name, String description) {
        IntegrationId n8n = Integrations.list(tx).stream()
                .findFirst()
                .map(Integration::id)
                .orElseGet(() -> {
                    IntegrationId id = IntegrationId.create();
                    Integrations.save(
                            tx, new Integration(id, "n8n", "n8n", "https://n8n.example", null), Secret.of("k"));
                    return id;
                });
        Tool tool = new Tool(
                ToolId.create(),
                name,
                description,
                ToolClass.READ,
                "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"}},\"required\":[\"order_id\"]}",
                null,
                5_000,
                800,
                "One moment.",
                1);
        Tools.insert(tx, tool, new Tool.Endpoint(n8n, "POST", "/" + name, "{}"));
        return tool;
    }
}
