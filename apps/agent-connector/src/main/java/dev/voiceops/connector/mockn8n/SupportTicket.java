package dev.voiceops.connector.mockn8n;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Opens a ticket. */
final class SupportTicket implements Workflow {
    private final AtomicInteger last = new AtomicInteger(5000);

    @Override
    public Response run(JsonNode input) {
        if (Workflow.text(input, "subject").isEmpty()) {
            return Response.refused("subject_missing", "A ticket needs a subject.");
        }
        String id = "T-" + last.incrementAndGet();
        return Response.ok(Map.of("ticket_id", id, "status", "open", "summary", "Ticket " + id + " has been opened."));
    }
}
