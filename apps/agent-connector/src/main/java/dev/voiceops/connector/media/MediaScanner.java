package dev.voiceops.connector.media;

import java.nio.charset.StandardCharsets;

/**
 * Reads a {@code media} message by position: 50 a second and call, nothing allocated.
 *
 * <p>Understands exactly the shape Twilio sends (flat strings without escapes, in any order, spaces allowed). Anything
 * else it declines, and {@link TwilioMessages} reads the message with a real parser. One thread; reused.
 */
final class MediaScanner {
    private static final byte[] EVENT = ascii("event");
    private static final byte[] MEDIA = ascii("media");
    private static final byte[] STREAM_SID = ascii("streamSid");
    private static final byte[] SEQUENCE_NUMBER = ascii("sequenceNumber");
    private static final byte[] TRACK = ascii("track");
    private static final byte[] CHUNK = ascii("chunk");
    private static final byte[] TIMESTAMP = ascii("timestamp");
    private static final byte[] PAYLOAD = ascii("payload");
    private static final byte[] INBOUND = ascii("inbound");

    private byte[] text = {};
    private int end;
    private int at;
    private int from;
    private int to;
    private boolean media;
    private boolean inbound;
    private int sidFrom;
    private int sidTo;
    int payloadFrom;
    int payloadTo;
    long timestampMs;

    /** True when {@code text[0, length)} is a media message of the inbound track for this stream; fields tell where. */
    boolean scan(byte[] message, int length, byte[] streamSid) {
        text = message;
        end = length;
        at = 0;
        media = false;
        inbound = false;
        sidFrom = sidTo = payloadFrom = payloadTo = 0;
        timestampMs = -1;
        return object(true)
                && rest()
                && media
                && inbound
                && payloadTo > 0
                && timestampMs >= 0
                && same(streamSid, sidFrom, sidTo);
    }

    private boolean object(boolean top) {
        if (!take('{')) {
            return false;
        }
        do {
            if (!string()) {
                return false;
            }
            int keyFrom = from;
            int keyTo = to;
            if (!take(':') || !(top ? outer(keyFrom, keyTo) : inner(keyFrom, keyTo))) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean outer(int keyFrom, int keyTo) {
        if (same(MEDIA, keyFrom, keyTo)) {
            return payloadTo == 0 && object(false);
        }
        if (!string()) {
            return false;
        }
        if (same(EVENT, keyFrom, keyTo)) {
            boolean first = !media;
            media = same(MEDIA, from, to);
            return first && media;
        }
        if (same(STREAM_SID, keyFrom, keyTo)) {
            boolean first = sidTo == 0;
            sidFrom = from;
            sidTo = to;
            return first;
        }
        return same(SEQUENCE_NUMBER, keyFrom, keyTo);
    }

    private boolean inner(int keyFrom, int keyTo) {
        if (!string()) {
            return false;
        }
        if (same(PAYLOAD, keyFrom, keyTo)) {
            boolean first = payloadTo == 0;
            payloadFrom = from;
            payloadTo = to;
            return first;
        }
        if (same(TIMESTAMP, keyFrom, keyTo)) {
            boolean first = timestampMs < 0;
            timestampMs = number();
            return first && timestampMs >= 0;
        }
        if (same(TRACK, keyFrom, keyTo)) {
            boolean first = !inbound;
            inbound = same(INBOUND, from, to);
            return first && inbound;
        }
        return same(CHUNK, keyFrom, keyTo);
    }

    /** A string of plain ASCII without escapes, its inside at {@code [from, to)}. */
    private boolean string() {
        if (!take('"')) {
            return false;
        }
        from = at;
        while (at < end && text[at] != '"') {
            if (text[at] == '\\' || text[at] < ' ') {
                return false;
            }
            at++;
        }
        to = at;
        return at++ < end;
    }

    private long number() {
        long value = 0;
        if (from == to || to - from > 15) {
            return -1;
        }
        for (int i = from; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private boolean take(char wanted) {
        space();
        if (at < end && text[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean rest() {
        space();
        return at == end;
    }

    private void space() {
        while (at < end && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private boolean same(byte[] name, int start, int stop) {
        if (stop - start != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (text[start + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
