package dev.voiceops.simulators.twilio;

/** Finds the payload of a media message without a parser: 50 of them arrive a second and call. */
final class PlainMedia {
    private static final String EVENT = "\"event\":\"media\"";
    private static final String PAYLOAD = "\"payload\":\"";
    private static final int FRAME = "{\"event\":\"media\",\"streamSid\":\"\",\"media\":{\"payload\":\"\"}}".length();

    private PlainMedia() {}

    /** The payload, or "" when the message is anything but exactly a media message without blanks. */
    static String payload(String text, String streamSid) {
        int from = text.indexOf(PAYLOAD) + PAYLOAD.length();
        if (from < PAYLOAD.length()) {
            return "";
        }
        int to = text.indexOf('"', from);
        boolean nothingElse = to > from && text.length() - (to - from) == FRAME + streamSid.length();
        return nothingElse && text.contains(EVENT) && text.contains("\"streamSid\":\"" + streamSid + "\"")
                ? text.substring(from, to)
                : "";
    }
}
