package dev.voiceops.connector.mockn8n;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The demo shop has an order for every number of 3 to 8 digits, but none that ends in 99. */
final class OrderStatus implements Workflow {
    private record State(String status, String detail) {}

    private static final List<State> STATES = List.of(
            new State("processing", "is being packed and leaves the warehouse tomorrow"),
            new State("shipped", "has been shipped and arrives on Tuesday"),
            new State("delivered", "was delivered yesterday"),
            new State("delayed", "is delayed and arrives next week"));

    @Override
    public Response run(JsonNode input) {
        String number = Workflow.text(input, "order_id").replaceAll("[\\s.#-]", "");
        if (!number.matches("\\d{3,8}")) {
            return Response.refused("order_number_invalid", "An order number has 3 to 8 digits.");
        }
        if (number.endsWith("99")) {
            return Response.refused("order_not_found", "There is no order with this number.");
        }
        State state = STATES.get(number.chars().map(digit -> digit - '0').sum() % STATES.size());
        return Response.ok(Map.of(
                "order_id",
                number,
                "status",
                state.status(),
                "summary",
                "Order " + number + " " + state.detail() + "."));
    }
}
