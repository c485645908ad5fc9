package dev.voiceops.app;

import dev.voiceops.contracts.ServiceClient;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Reads calls from control-plane-api, for commands. Blocks; any thread. */
final class CallRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServiceClient client;
    private final URI controlPlane;
    private final Duration deadline;

    CallRecords(ServiceClient client, URI controlPlane, Duration deadline) {
        this.client = client;
        this.controlPlane = controlPlane;
        this.deadline = deadline;
    }

    /**
     * The record of the call with this CallSid, once it has ended and its recording is closed. What is written behind arrives
     * a moment after the caller has hung up; after 20 s the record is returned as it is.
     *
     * @throws StartupException when there is no such call
     */
    JsonNode complete(String callSid) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode record = find(callSid)
                    .map(id -> get("/internal/runtime/calls/" + id))
                    .orElseThrow(() -> new StartupException("the platform knows no call " + callSid));
            boolean complete = record.path("call").path("state").asString().equals("ended")
                    && record.path("recording").isObject();
            if (complete || System.nanoTime() > end) {
                return record;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Optional<String> find(String callSid) {
        return get("/internal/runtime/calls?limit=200")
                .path("calls")
                .valueStream()
                .filter(call -> call.path("twilio_call_sid").asString("").equals(callSid))
                .map(call -> call.path("id").asString())
                .findFirst();
    }

    private JsonNode get(String path) {
        return client.get(URI.create(controlPlane + path), JsonNode.class, deadline);
    }
}
