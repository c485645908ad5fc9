package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Writes our messages to one media stream, as the UTF-8 bytes of a WebSocket text frame (never a binary one: Twilio
 * refuses those with warning 31950). Thread-safe.
 */
public final class TwilioMediaWriter {
    private static final byte[] MEDIA_END = "\"}}".getBytes(US_ASCII);

    private final byte[] mediaStart;
    private final String markStart;
    private final byte[] clear;

    /** @param streamSid as given in the start message */
    public TwilioMediaWriter(String streamSid) {
        var sid = JsonEscapes.apply(streamSid);
        mediaStart = "{\"event\":\"media\",\"streamSid\":\"%s\",\"media\":{\"payload\":\""
                .formatted(sid)
                .getBytes(UTF_8);
        markStart = "{\"event\":\"mark\",\"streamSid\":\"%s\",\"mark\":{\"name\":\"".formatted(sid);
        clear = "{\"event\":\"clear\",\"streamSid\":\"%s\"}".formatted(sid).getBytes(UTF_8);
    }

    /** Sound to play after what is queued: raw mu-law at 8 kHz without any header, any length. */
    public byte[] media(byte[] mulaw) {
        var payload = Base64.getEncoder().encode(mulaw);
        var message = new byte[mediaStart.length + payload.length + MEDIA_END.length];
        System.arraycopy(mediaStart, 0, message, 0, mediaStart.length);
        System.arraycopy(payload, 0, message, mediaStart.length, payload.length);
        System.arraycopy(MEDIA_END, 0, message, mediaStart.length + payload.length, MEDIA_END.length);
        return message;
    }

    /** Asks for the name back once everything sent before has been played (or cleared, see {@link #clear}). */
    public byte[] mark(String name) {
        return (markStart + JsonEscapes.apply(name) + "\"}}").getBytes(UTF_8);
    }

    /** Empties the queue. Twilio then returns all pending marks as if played: put an epoch into their names. */
    public byte[] clear() {
        return clear.clone();
    }
}
