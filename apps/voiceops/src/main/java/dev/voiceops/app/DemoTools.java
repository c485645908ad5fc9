package dev.voiceops.app;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import java.util.List;

/** The three tools of the demo tenant, as its mock n8n serves them. */
final class DemoTools {
    private DemoTools() {}

    static List<Tool> all() {
        return List.of(
                tool("order-status", "Look up where an order is, by its number.", ToolClass.READ, """
                        {"type":"object","properties":{"order_id":{"type":"string","description":"3 to 8 digits"}},\
                        "required":["order_id"],"additionalProperties":false}"""),
                tool(
                        "customer-lookup",
                        "Find a customer by phone number, e-mail address or customer number.",
                        ToolClass.READ,
                        """
                        {"type":"object","properties":{"phone":{"type":["string","null"]},"email":{"type":["string","null"]},\
                        "customer_id":{"type":["string","null"]}},"required":["phone","email","customer_id"],\
                        "additionalProperties":false}"""),
                tool("support-ticket", "Open a support ticket for a person to follow up.", ToolClass.WRITE, """
                        {"type":"object","properties":{"subject":{"type":"string"},"details":{"type":"string"}},\
                        "required":["subject","details"],"additionalProperties":false}"""));
    }

    private static Tool tool(String name, String description, ToolClass toolClass, String schema) {
        return new Tool(
                ToolId.create(),
                name,
                description,
                toolClass,
                schema,
                null,
                8_000,
                1_500,
                "One moment, I am looking that up.",
                toolClass == ToolClass.READ ? 1 : 0);
    }
}
