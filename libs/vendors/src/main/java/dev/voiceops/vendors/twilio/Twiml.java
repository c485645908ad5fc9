package dev.voiceops.vendors.twilio;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instructions for a phone call, the few verbs we use, carried out one after another (Twilio documentation, "TwiML for
 * Programmable Voice"). Values that Twilio would refuse later, when somebody is on the line, are refused here.
 */
public record Twiml(List<Verb> verbs) {

    /** The longest document that may be given inline over REST. */
    public static final int MAX_INLINE = 4000;

    public Twiml {
        verbs = List.copyOf(verbs);
    }

    public static Twiml of(Verb... verbs) {
        return new Twiml(List.of(verbs));
    }

    /** The document; serve it as {@code text/xml}. */
    public String xml() {
        return TwimlXml.write(this);
    }

    /** One instruction. */
    public sealed interface Verb {}

    /**
     * Hands the call's audio to a WebSocket, both ways, until that socket closes; then the next verb runs.
     *
     * @param action fetched for further instructions instead of the next verb
     */
    public record Connect(Stream stream, @Nullable URI action) implements Verb {}

    /**
     * @param url {@code wss}, or {@code ws} to this machine; without a query, which Twilio refuses (31920)
     * @param parameters arrive in the start message; a name and its value have under 500 characters together
     * @param statusCallback told when the stream starts, stops or fails
     */
    public record Stream(
            URI url,
            Map<String, String> parameters,
            @Nullable URI statusCallback) {
        private static final int MAX_PARAMETER = 500;
        private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

        public Stream {
            parameters = Map.copyOf(parameters);
            var plainButLocal = "ws".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
            if (!"wss".equals(url.getScheme()) && !plainButLocal) {
                throw new IllegalArgumentException("stream url must be wss:// (ws:// on loopback only): " + url);
            }
            if (url.getRawQuery() != null) {
                throw new IllegalArgumentException("stream url must not have a query, use parameters: " + url);
            }
            parameters.forEach((name, value) -> {
                if (name.length() + value.length() >= MAX_PARAMETER) {
                    throw new IllegalArgumentException("stream parameter too long: " + name);
                }
            });
        }
    }

    /** Fetches further instructions from {@code url}, by POST. */
    public record Redirect(URI url) implements Verb {}

    /** Twilio's own voice reads the text. */
    public record Say(String text, @Nullable String language) implements Verb {
        public Say(String text) {
            this(text, null);
        }
    }

    /**
     * Calls a human and connects the two; the caller hears ringing until somebody answers.
     *
     * @param number strict E.164: what a caller says can end up here
     * @param callerId a number of ours, or null for the caller's own
     * @param action told how it went; verbs after this one are unreachable then
     */
    public record Dial(
            String number,
            @Nullable String callerId,
            int timeoutSeconds,
            @Nullable URI action) implements Verb {
        private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

        public Dial {
            if (!E164.matcher(number).matches()) throw new IllegalArgumentException("dial: not an E.164 number");
            if (timeoutSeconds < 5 || timeoutSeconds > 600) {
                throw new IllegalArgumentException("dial timeout must be 5..600 s, is " + timeoutSeconds);
            }
        }
    }

    /** Waits in silence. */
    public record Pause(int seconds) implements Verb {}

    /** Ends the call. */
    public record Hangup() implements Verb {}

    /** Refuses the call without answering it; only as the first verb does it cost nothing. */
    public record Reject(Reason reason) implements Verb {
        /** What the caller's network is told. */
        public enum Reason {
            REJECTED,
            BUSY
        }
    }
}
