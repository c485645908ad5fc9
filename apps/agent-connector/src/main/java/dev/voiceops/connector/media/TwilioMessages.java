package dev.voiceops.connector.media;

import dev.voiceops.connector.media.TwilioMessage.Connected;
import dev.voiceops.connector.media.TwilioMessage.Digit;
import dev.voiceops.connector.media.TwilioMessage.Malformed;
import dev.voiceops.connector.media.TwilioMessage.Mark;
import dev.voiceops.connector.media.TwilioMessage.Media;
import dev.voiceops.connector.media.TwilioMessage.Start;
import dev.voiceops.connector.media.TwilioMessage.Stop;
import dev.voiceops.connector.media.TwilioMessage.Unknown;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rare messages of a media stream (start, dtmf, mark, stop, odd ones). Any thread. */
final class TwilioMessages {
    private static final String KEYS = "0123456789*#ABCD";
    private static final int LONGEST_NAME = 256;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TwilioMessages() {}

    static TwilioMessage read(byte[] text, int length) {
        JsonNode root;
        try {
            root = JSON.readTree(text, 0, length);
        } catch (JacksonException notJson) {
            return new Malformed("not_json");
        }
        return switch (text(root, "event")) {
            case "connected" -> new Connected();
            case "start" -> start(root);
            case "media" -> media(root);
            case "dtmf" -> digit(root);
            case "mark" -> mark(root);
            case "stop" -> new Stop();
            case "" -> new Malformed("no_event");
            default -> new Unknown();
        };
    }

    private static TwilioMessage start(JsonNode root) {
        JsonNode start = root.path("start");
        String streamSid = text(start, "streamSid");
        String callSid = text(start, "callSid");
        if (streamSid.isEmpty() || callSid.isEmpty() || !text(root, "streamSid").equals(streamSid)) {
            return new Malformed("start_without_sid");
        }
        JsonNode format = start.path("mediaFormat");
        boolean mulaw8k = text(format, "encoding").equals("audio/x-mulaw")
                && format.path("sampleRate").asInt(0) == 8000
                && format.path("channels").asInt(0) == 1;
        return new Start(new StreamStart(streamSid, callSid, text(start.path("customParameters"), "token")), mulaw8k);
    }

    private static TwilioMessage media(JsonNode root) {
        JsonNode media = root.path("media");
        String payload = media.path("payload").asString("");
        long timestampMs = media.path("timestamp").asLong(-1);
        if (payload.isEmpty() || timestampMs < 0) {
            return new Malformed("media_without_audio");
        }
        return new Media(text(root, "streamSid"), text(media, "track").equals("inbound"), timestampMs, payload);
    }

    private static TwilioMessage digit(JsonNode root) {
        String digit = text(root.path("dtmf"), "digit");
        return digit.length() == 1 && KEYS.contains(digit)
                ? new Digit(text(root, "streamSid"), digit.charAt(0))
                : new Malformed("dtmf_without_digit");
    }

    private static TwilioMessage mark(JsonNode root) {
        String name = text(root.path("mark"), "name");
        return name.isEmpty() ? new Malformed("mark_without_name") : new Mark(text(root, "streamSid"), name);
    }

    /** A short string member; absent, of another type or too long it counts as empty. */
    private static String text(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        String text = value.isString() ? value.asString() : "";
        return text.length() <= LONGEST_NAME ? text : "";
    }
}
