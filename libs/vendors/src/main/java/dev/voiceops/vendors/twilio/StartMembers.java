package dev.voiceops.vendors.twilio;

import static dev.voiceops.vendors.twilio.TwilioMediaReader.ascii;

import dev.voiceops.vendors.twilio.JsonCursor.Flawed;
import dev.voiceops.vendors.twilio.TwilioMessage.Flaw;
import java.util.HashMap;
import java.util.Map;

/** Reads the inside of a start message, which comes once per stream. */
final class StartMembers {
    private static final int MAX_PARAMETERS = 64;
    private static final byte[] STREAM_SID = ascii("streamSid");
    private static final byte[] CALL_SID = ascii("callSid");
    private static final byte[] ACCOUNT_SID = ascii("accountSid");
    private static final byte[] PARAMETERS = ascii("customParameters");
    private static final byte[] FORMAT = ascii("mediaFormat");
    private static final byte[] ENCODING = ascii("encoding");
    private static final byte[] SAMPLE_RATE = ascii("sampleRate");

    private final JsonCursor json;
    private final Map<String, String> parameters = new HashMap<>();
    private String streamSid = "";
    private String callSid = "";
    private String accountSid = "";
    private String encoding = "";
    private int sampleRate;

    private StartMembers(JsonCursor json) {
        this.json = json;
    }

    static TwilioMessage.Start read(JsonCursor json) {
        var members = new StartMembers(json);
        members.read();
        if (members.streamSid.isEmpty() || members.callSid.isEmpty()) throw new Flawed(Flaw.INCOMPLETE);
        return new TwilioMessage.Start(
                members.streamSid,
                members.callSid,
                members.accountSid,
                Map.copyOf(members.parameters),
                members.encoding,
                members.sampleRate);
    }

    private void read() {
        json.enter();
        while (json.member()) {
            if (json.keyIs(STREAM_SID)) streamSid = json.string();
            else if (json.keyIs(CALL_SID)) callSid = json.string();
            else if (json.keyIs(ACCOUNT_SID)) accountSid = json.string();
            else if (json.keyIs(PARAMETERS)) parameters();
            else if (json.keyIs(FORMAT)) format();
            else json.skip();
        }
    }

    private void parameters() {
        json.enter();
        while (json.member()) {
            if (parameters.size() >= MAX_PARAMETERS) throw new Flawed(Flaw.TOO_RICH);
            var name = json.key();
            parameters.put(name, json.string());
        }
    }

    private void format() {
        json.enter();
        while (json.member()) {
            if (json.keyIs(ENCODING)) encoding = json.string();
            else if (json.keyIs(SAMPLE_RATE)) sampleRate = (int) Math.min(json.number(), Integer.MAX_VALUE);
            else json.skip();
        }
    }
}
