package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.wire.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Writes Twilio's media messages: numbers as strings, one sequence for all but the first. One thread at a time. */
final class StreamMessages {
    private static final int FIRST_TIMESTAMP_MS = 100;
    private final String accountSid;
    private final String callSid;
    private final String streamSid;
    private long sequence;
    private long chunk;

    StreamMessages(String accountSid, String callSid, String streamSid) {
        this.accountSid = accountSid;
        this.callSid = callSid;
        this.streamSid = streamSid;
    }

    static String connected() {
        return "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}";
    }

    String start(Map<String, String> parameters) {
        var message = next("start");
        var start = message.putObject("start")
                .put("accountSid", accountSid)
                .put("streamSid", streamSid)
                .put("callSid", callSid);
        start.putArray("tracks").add("inbound");
        start.putObject("mediaFormat")
                .put("encoding", "audio/x-mulaw")
                .put("sampleRate", 8000)
                .put("channels", 1);
        var custom = start.putObject("customParameters");
        parameters.forEach(custom::put);
        return Json.write(message);
    }

    /** Written by hand: 50 a second and call. */
    String media(long frame, String payload) {
        return "{\"event\":\"media\",\"sequenceNumber\":\"" + ++sequence
                + "\",\"streamSid\":\"" + streamSid
                + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\"" + ++chunk
                + "\",\"timestamp\":\"" + (FIRST_TIMESTAMP_MS + 20 * frame)
                + "\",\"payload\":\"" + payload + "\"}}";
    }

    String mark(String name) {
        var message = next("mark");
        message.putObject("mark").put("name", name);
        return Json.write(message);
    }

    String digit(char digit) {
        var message = next("dtmf");
        message.putObject("dtmf").put("track", "inbound_track").put("digit", String.valueOf(digit));
        return Json.write(message);
    }

    String stop() {
        var message = next("stop");
        message.putObject("stop").put("accountSid", accountSid).put("callSid", callSid);
        return Json.write(message);
    }

    private ObjectNode next(String event) {
        return Json.object()
                .put("event", event)
                .put("sequenceNumber", String.valueOf(++sequence))
                .put("streamSid", streamSid);
    }
}
