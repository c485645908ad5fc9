package dev.voiceops.simulators.twilio;

import java.util.List;
import java.util.Map;

/** A TwiML verb, as far as the simulator follows it. An empty text is an absent attribute. */
sealed interface Verb {
    record Say(String text) implements Verb {}

    record Play(String url) implements Verb {}

    record Pause(int seconds) implements Verb {}

    record Connect(String action, Stream stream) implements Verb {}

    /** @param statusCallback absolute URL */
    record Stream(String url, String name, String statusCallback, Map<String, String> parameters) {}

    record Dial(String action, List<String> targets) implements Verb {}

    record Redirect(String url) implements Verb {}

    record Hangup() implements Verb {}

    record Reject(String reason) implements Verb {}

    /** A verb the simulator does not play; it is reported and passed over. */
    record Unknown(String name) implements Verb {}
}
