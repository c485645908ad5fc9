package dev.voiceops.simulators.twilio;

/** What can befall a call while a verb runs. News of a stream names it, since an older one may still be closing. */
sealed interface Signal {
    record StreamUp(String streamSid) implements Signal {}

    /** There is no stream: {@code code} of Twilio's error dictionary. */
    record StreamFailed(String streamSid, int code, String why) implements Signal {}

    /** The media socket is closed; {@code closeCode} 1006 = without a close frame. */
    record StreamOver(String streamSid, int closeCode) implements Signal {}

    /** REST: new instructions, inline or to fetch; one of the two is "". */
    record Redirected(String twiml, String url) implements Signal {}

    /** REST: the call is to end. */
    record Completed() implements Signal {}

    /** @param reason {@code scenario}, {@code patience}, {@code max_ms}, {@code control} */
    record HungUp(String reason) implements Signal {}
}
