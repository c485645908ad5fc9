package dev.voiceops.connector.mockn8n;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Opens a ticket; the same idempotency key gives the same ticket again, as our n8n template's first step does. */
final class SupportTicket implements Workflow {
    private static final int REMEMBERED = 10_000;
    private final Map<String, Response> tickets = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Response> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int last = 5000;

    @Override
    public synchronized Response run(JsonNode input, String idempotencyKey) {
        if (Workflow.text(input, "subject").isEmpty()) {
            return Response.refused("subject_missing", "A ticket needs a subject.");
        }
        return idempotencyKey.isEmpty() ? open() : tickets.computeIfAbsent(idempotencyKey, _ -> open());
    }

    private Response open() {
        String id = "T-" + ++last;
        return Response.ok(Map.of("ticket_id", id, "status", "open", "summary", "Ticket " + id + " has been opened."));
    }
}
