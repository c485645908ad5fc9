package dev.voiceops.connector;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.voiceops.connector.FakeControl.Ringing;
import dev.voiceops.connector.media.Caller;
import dev.voiceops.contracts.Json;
import dev.voiceops.vendors.SttListener;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A caller's phone: its media socket, and the ear that listens to it. */
record Phone(Ringing ringing, Caller caller, SttListener ear) implements AutoCloseable {

    /** The caller says something and is done. */
    void says(String words) {
        ear.onTranscript(words, true, List.of());
        ear.onTurnEnded();
    }

    /** The caller begins to say something. */
    void begins(String words) {
        ear.onTranscript(words, false, List.of());
    }

    /** The next message of the agent's side with this event; what comes before it is passed over. */
    JsonNode next(String event) throws InterruptedException {
        while (true) {
            String message = caller.received.poll(20, SECONDS);
            if (message == null) {
                throw new AssertionError("no " + event + " came within 20 s");
            }
            JsonNode json = Json.tree(message);
            if (json.path("event").asString().equals(event)) {
                return json;
            }
        }
    }

    /** Gives a mark back, as Twilio does when the audio before it has been played. */
    void echo(JsonNode mark) {
        caller.say("{\"event\":\"mark\",\"streamSid\":\"" + Caller.SID + "\",\"mark\":" + Json.write(mark.path("mark"))
                + "}");
    }

    void hangsUp() {
        caller.say("{\"event\":\"stop\",\"streamSid\":\"" + Caller.SID + "\",\"stop\":{}}");
    }

    @Override
    public void close() {
        caller.close();
    }
}
