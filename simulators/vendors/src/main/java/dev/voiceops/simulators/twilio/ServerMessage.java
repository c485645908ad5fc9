package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.wire.Json;
import java.util.Base64;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A message of the product to Twilio, read with Twilio's strictness. */
sealed interface ServerMessage {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Media(byte[] mulaw) implements ServerMessage {}

    record Mark(String name) implements ServerMessage {}

    record Clear() implements ServerMessage {}

    /** Ignored with a warning of Twilio's error dictionary. */
    record Wrong(int code, String why) implements ServerMessage {}

    static ServerMessage read(String text, String streamSid) {
        var plain = PlainMedia.payload(text, streamSid);
        return plain.isEmpty() ? careful(text, streamSid) : media(plain);
    }

    private static ServerMessage careful(String text, String streamSid) {
        JsonNode message;
        try {
            message = Json.read(text);
        } catch (JacksonException broken) {
            return new Wrong(31951, "not JSON");
        }
        if (!message.path("streamSid").asString("").equals(streamSid)) {
            return new Wrong(31951, "wrong or missing streamSid");
        }
        var event = message.path("event").asString("");
        return switch (event) {
            case "media" ->
                exact(message, Set.of("event", "streamSid", "media")) && exact(message.path("media"), Set.of("payload"))
                        ? media(message.path("media").path("payload").asString(""))
                        : new Wrong(31951, "media has missing or extra members");
            case "mark" ->
                exact(message, Set.of("event", "streamSid", "mark")) && exact(message.path("mark"), Set.of("name"))
                        ? new Mark(message.path("mark").path("name").asString(""))
                        : new Wrong(31951, "mark has missing or extra members");
            case "clear" ->
                exact(message, Set.of("event", "streamSid"))
                        ? new Clear()
                        : new Wrong(31951, "clear has extra members");
            default -> new Wrong(31951, "unknown event '" + event + "'");
        };
    }

    private static boolean exact(JsonNode object, Set<String> members) {
        return object.isObject() && Set.copyOf(object.propertyNames()).equals(members);
    }

    private static ServerMessage media(String payload) {
        try {
            return new Media(Base64.getDecoder().decode(payload));
        } catch (IllegalArgumentException broken) {
            return new Wrong(31951, "payload is not base64");
        }
    }
}
