package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.voiceops.vendors.twilio.JsonCursor.Flawed;
import dev.voiceops.vendors.twilio.TwilioMessage.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of one media stream from their bytes, by position: any order of members, unknown members passed
 * over, nothing kept but what is used. Never throws; memory is bounded by the message's own length. One thread.
 */
public final class TwilioMediaReader {
    /** A media message has about 400 bytes; nothing of the protocol comes near this. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final byte[] EVENT = ascii("event");
    private static final byte[] STREAM_SID = ascii("streamSid");
    private static final byte[] SEQUENCE = ascii("sequenceNumber");
    private static final byte[] START = ascii("start");
    private static final byte[] MEDIA = ascii("media");
    private static final byte[] DTMF = ascii("dtmf");
    private static final byte[] MARK = ascii("mark");
    private static final byte[] TRACK = ascii("track");
    private static final byte[] TIMESTAMP = ascii("timestamp");
    private static final byte[] PAYLOAD = ascii("payload");
    private static final byte[] DIGIT = ascii("digit");
    private static final byte[] NAME = ascii("name");
    private static final byte[] INBOUND = ascii("inbound");

    private final JsonCursor json = new JsonCursor();
    private byte @Nullable [] stream; // the stream that started on this socket

    // of the message being read
    private String event = "";
    private boolean ofThisStream;
    private boolean inbound;
    private long sequence;
    private long timestampMs;
    private byte @Nullable [] payload;
    private @Nullable String digit;
    private @Nullable String mark;
    private TwilioMessage.@Nullable Start start;

    /** Reads the bytes {@code from} to {@code to} (exclusive) as one message; the array is not kept. */
    public TwilioMessage read(byte[] bytes, int from, int to) {
        if (to - from > MAX_BYTES) return new TwilioMessage.Garbage(Flaw.TOO_LONG);
        reset();
        try {
            json.over(bytes, from, to);
            message();
            json.finish();
        } catch (Flawed flawed) {
            return new TwilioMessage.Garbage(flawed.flaw);
        }
        return ofThisStream ? result() : new TwilioMessage.Garbage(Flaw.WRONG_STREAM);
    }

    private TwilioMessage result() {
        return switch (event) {
            case "media" -> media();
            case "mark" -> mark == null ? incomplete() : new TwilioMessage.Mark(mark);
            case "dtmf" -> digit == null ? incomplete() : new TwilioMessage.Dtmf(digit);
            case "start" -> started();
            case "connected" -> new TwilioMessage.Connected();
            case "stop" -> new TwilioMessage.Stop();
            case "" -> incomplete();
            default -> new TwilioMessage.Ignored(event);
        };
    }

    private TwilioMessage media() {
        if (payload == null) return incomplete();
        if (!inbound) return new TwilioMessage.Ignored("media of our own track");
        return new TwilioMessage.Media(sequence, timestampMs, payload);
    }

    private TwilioMessage started() {
        if (start == null) return incomplete();
        stream = start.streamSid().getBytes(US_ASCII);
        return start;
    }

    private void message() {
        json.enter();
        while (json.member()) {
            if (json.keyIs(EVENT)) event = event();
            else if (json.keyIs(STREAM_SID)) ofThisStream = streamSid();
            else if (json.keyIs(SEQUENCE)) sequence = json.number();
            else if (json.keyIs(MEDIA)) mediaMembers();
            else if (json.keyIs(MARK)) mark = only(NAME, mark);
            else if (json.keyIs(DTMF)) digit = only(DIGIT, digit);
            else if (json.keyIs(START)) start = StartMembers.read(json);
            else json.skip();
        }
    }

    private String event() {
        var name = json.string();
        return name.length() <= 32 ? name : name.substring(0, 32);
    }

    private boolean streamSid() {
        if (stream != null) return json.stringIs(stream);
        json.skip();
        return true;
    }

    private void mediaMembers() {
        json.enter();
        while (json.member()) {
            if (json.keyIs(PAYLOAD)) payload = json.base64();
            else if (json.keyIs(TIMESTAMP)) timestampMs = json.number();
            else if (json.keyIs(TRACK)) inbound = json.stringIs(INBOUND);
            else json.skip();
        }
    }

    /** The string member of this name of the object that begins here. */
    private @Nullable String only(byte[] name, @Nullable String otherwise) {
        var value = otherwise;
        json.enter();
        while (json.member()) {
            if (json.keyIs(name)) value = json.string();
            else json.skip();
        }
        return value;
    }

    private void reset() {
        event = "";
        ofThisStream = true;
        inbound = true;
        sequence = 0;
        timestampMs = 0;
        payload = null;
        digit = null;
        mark = null;
        start = null;
    }

    private static TwilioMessage incomplete() {
        return new TwilioMessage.Garbage(Flaw.INCOMPLETE);
    }

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
