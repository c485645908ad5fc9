package dev.voiceops.vendors.twilio;

import java.util.Map;

/**
 * One message of Twilio's to a media stream's WebSocket (Twilio documentation, "Media Streams: WebSocket messages").
 */
public sealed interface TwilioMessage {

    /** The first message: the socket is up. */
    record Connected() implements TwilioMessage {}

    /**
     * The stream begins; once, right after {@link Connected}.
     *
     * @param parameters what our TwiML gave along, the media token among it
     * @param encoding {@code audio/x-mulaw} so far always
     * @param sampleRate in Hz, 8000 so far always
     */
    record Start(
            String streamSid,
            String callSid,
            String accountSid,
            Map<String, String> parameters,
            String encoding,
            int sampleRate)
            implements TwilioMessage {}

    /**
     * Sound of the caller.
     *
     * @param sequence number of this message in the stream
     * @param timestampMs when this sound began, in ms since the stream's start; the first is about 100, not 0
     * @param mulaw G.711 mu-law, 8 kHz; 160 bytes (20 ms) in practice, not by contract. The receiver owns it
     */
    @SuppressWarnings("ArrayRecordComponent") // made fifty times a second per call, compared by nobody
    record Media(long sequence, long timestampMs, byte[] mulaw) implements TwilioMessage {}

    /** The caller pressed a key: {@code 0-9}, {@code *}, {@code #}. */
    record Dtmf(String digit) implements TwilioMessage {}

    /** All audio sent before our mark of this name has been played, or was cleared. */
    record Mark(String name) implements TwilioMessage {}

    /** The stream has stopped; the socket closes next. */
    record Stop() implements TwilioMessage {}

    /** Well-formed and of no use to us, such as an event that did not exist when this was written. */
    record Ignored(String event) implements TwilioMessage {}

    /** Not a message of this protocol. */
    record Garbage(Flaw flaw) implements TwilioMessage {}

    /** What is wrong with it. */
    enum Flaw {
        /** Longer than {@link TwilioMediaReader#MAX_BYTES}; not looked at. */
        TOO_LONG,
        /** Not a JSON object. */
        NOT_JSON,
        /** Nested deeper, or with more parameters, than the protocol ever is. */
        TOO_RICH,
        /** No event, or an event without its members, or a member of the wrong type. */
        INCOMPLETE,
        /** The payload is not base64. */
        BAD_PAYLOAD,
        /** Belongs to another stream than the one that started on this socket. */
        WRONG_STREAM
    }
}
