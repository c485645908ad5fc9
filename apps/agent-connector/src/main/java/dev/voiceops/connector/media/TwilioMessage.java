package dev.voiceops.connector.media;

/** One message of Twilio's media stream, as far as this side cares (facts: Twilio "Media Streams WebSocket messages"). */
sealed interface TwilioMessage {
    /** The first message; says nothing about the call. */
    record Connected() implements TwilioMessage {}

    /** Who calls, with the one-time token; an absent one is the empty string. */
    record Start(StreamStart stream, boolean mulaw8k) implements TwilioMessage {}

    /** Base64 of mu-law 8 kHz; {@code inbound} is the caller's side. */
    record Media(String streamSid, boolean inbound, long timestampMs, String payload) implements TwilioMessage {}

    /** A key was pressed. */
    record Digit(String streamSid, char key) implements TwilioMessage {}

    /** What we sent before the mark has been played, or cleared. */
    record Mark(String streamSid, String name) implements TwilioMessage {}

    /** The stream ends. */
    record Stop() implements TwilioMessage {}

    /** An event we do not know; Twilio adds some now and then. */
    record Unknown() implements TwilioMessage {}

    /** Not a message of this protocol; {@code why} is a short code. */
    record Malformed(String why) implements TwilioMessage {}
}
