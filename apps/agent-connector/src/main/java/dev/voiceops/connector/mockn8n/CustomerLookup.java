package dev.voiceops.connector.mockn8n;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds a demo customer by phone, e-mail or customer number. */
final class CustomerLookup implements Workflow {
    private record Customer(String id, String name, String phone, String email, String tier, String lastOrder) {
        boolean isAny(List<String> keys) {
            return Stream.of(id, phone, email)
                    .map(key -> key.toLowerCase(Locale.ROOT))
                    .anyMatch(keys::contains);
        }
    }

    private static final List<Customer> CUSTOMERS = List.of(
            new Customer("C-100", "Maria Jensen", "+15550100101", "maria@example.com", "gold", "1001"),
            new Customer("C-101", "Tom Okafor", "+15550100102", "tom@example.com", "standard", "1002"),
            new Customer("C-102", "Li Wei", "+15550100103", "li@example.com", "standard", "1003"));

    @Override
    public Response run(JsonNode input) {
        List<String> keys = Stream.of("phone", "email", "customer_id")
                .map(name -> Workflow.text(input, name).toLowerCase(Locale.ROOT))
                .filter(key -> !key.isEmpty())
                .toList();
        if (keys.isEmpty()) {
            return Response.refused("key_missing", "Give a phone number, an e-mail address or a customer number.");
        }
        return CUSTOMERS.stream()
                .filter(customer -> customer.isAny(keys))
                .findFirst()
                .map(CustomerLookup::found)
                .orElseGet(() -> Response.refused("customer_not_found", "Nobody is known by that."));
    }

    private static Response found(Customer customer) {
        return Response.ok(Map.of(
                "customer_id",
                customer.id(),
                "name",
                customer.name(),
                "email",
                customer.email(),
                "tier",
                customer.tier(),
                "last_order_id",
                customer.lastOrder()));
    }
}
