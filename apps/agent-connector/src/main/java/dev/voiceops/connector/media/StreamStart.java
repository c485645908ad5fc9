package dev.voiceops.connector.media;

/**
 * Who a stream says it is. Nothing in it is true until the one-time token has been checked.
 *
 * @param streamSid Twilio's id of the stream
 * @param callSid Twilio's id of the call
 * @param token the one-time token given in the TwiML, from {@code start.customParameters.token}; a secret
 */
public record StreamStart(String streamSid, String callSid, String token) {
    @Override
    public String toString() {
        return "StreamStart[" + streamSid + ", " + callSid + ", token redacted]";
    }
}
