package dev.voiceops.simulators.scenario;

/** One thing a caller does. */
public sealed interface Act {
    /** Speaks; the text is what the caller's voice says and what perfect ears would hear. */
    record Say(String text) implements Act {}

    /** Makes a sound that is no word, for so many milliseconds. */
    record Mumble(int ms) implements Act {}

    /** Presses keys: 0-9, * and #. */
    record Keys(String digits) implements Act {
        public Keys {
            if (!digits.matches("[0-9*#]+")) {
                throw new IllegalArgumentException("keys: only 0-9, * and #, not '" + digits + "'");
            }
        }
    }

    record HangUp() implements Act {}

    /** Does nothing: the moment itself was the point. */
    record Listen() implements Act {}
}
