package dev.voiceops.connector.mockn8n;

import dev.voiceops.contracts.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workflow of the mock as n8n's public API shows it: like the shipped templates, a webhook and a sticky note with its contract.
 *
 * @param id of the workflow; the webhook's path is {@code name}
 * @param contract JSON object text: name, description, class, input_schema, output_schema
 */
record Published(String id, String name, String contract) {
    static final List<Published> ALL = List.of(
            new Published("mockOrderStatus01", "order-status", """
                    {"name":"order-status","description":"Look up where an order is, by its number.","class":"read",\
                    "input_schema":{"type":"object","properties":{"order_id":{"type":"string","description":"3 to 8 digits"}},\
                    "required":["order_id"],"additionalProperties":false},\
                    "output_schema":{"type":"object","properties":{"order_id":{"type":"string"},"status":{"type":"string"},\
                    "summary":{"type":"string"}},"required":["order_id","status","summary"]}}"""),
            new Published("mockCustomerLook1", "customer-lookup", """
                    {"name":"customer-lookup","description":"Find a customer by phone number, e-mail address or customer number.",\
                    "class":"read","input_schema":{"type":"object","properties":{"phone":{"type":["string","null"]},\
                    "email":{"type":["string","null"]},"customer_id":{"type":["string","null"]}},\
                    "required":["phone","email","customer_id"],"additionalProperties":false},\
                    "output_schema":{"type":"object","properties":{"customer_id":{"type":"string"},"name":{"type":"string"}},\
                    "required":["customer_id","name"]}}"""),
            new Published("mockSupportTicket", "support-ticket", """
                    {"name":"support-ticket","description":"Open a support ticket for a person to follow up.","class":"write",\
                    "input_schema":{"type":"object","properties":{"subject":{"type":"string"},"details":{"type":"string"}},\
                    "required":["subject","details"],"additionalProperties":false},\
                    "output_schema":{"type":"object","properties":{"ticket_id":{"type":"string"},"status":{"type":"string"}},\
                    "required":["ticket_id","status"]}}"""));

    private static final String SINCE = "2026-11-02T09:00:00.000Z";

    /** As {@code GET /api/v1/workflows/{id}} answers. */
    JsonNode shown() {
        ObjectNode workflow = Json.mapper().createObjectNode();
        workflow.put("updatedAt", SINCE)
                .put("createdAt", SINCE)
                .put("id", id)
                .put("name", "voiceops " + name)
                .put("active", true)
                .put("isArchived", false);
        var nodes = workflow.putArray("nodes");
        nodes.addObject()
                .put("id", "note")
                .put("name", "Contract")
                .put("type", "n8n-nodes-base.stickyNote")
                .put("typeVersion", 1)
                .putObject("parameters")
                .put("content", "## " + name + "\n```json\n" + contract + "\n```");
        nodes.addObject()
                .put("id", "webhook")
                .put("name", "Webhook")
                .put("type", "n8n-nodes-base.webhook")
                .put("typeVersion", 2.1)
                .put("webhookId", name + "-webhook")
                .putObject("parameters")
                .put("httpMethod", "POST")
                .put("path", name)
                .put("authentication", "headerAuth")
                .put("responseMode", "responseNode");
        workflow.putObject("connections");
        workflow.putObject("settings").put("executionOrder", "v1");
        workflow.put("versionId", id + "-1").put("triggerCount", 1);
        return workflow;
    }

    /** As a tool of an MCP Server Trigger: n8n opens its schema to anything. */
    JsonNode asTool() {
        JsonNode told = Json.tree(contract);
        ObjectNode tool = Json.mapper().createObjectNode();
        tool.put("name", name).put("description", told.path("description").asString());
        ObjectNode schema = told.path("input_schema").deepCopy().asObject();
        schema.put("additionalProperties", true).put("$schema", "http://json-schema.org/draft-07/schema#");
        tool.set("inputSchema", schema);
        return tool;
    }
}
