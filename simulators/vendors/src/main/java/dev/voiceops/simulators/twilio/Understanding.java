package dev.voiceops.simulators.twilio;

import java.util.List;

/** What the simulated brain and voice know of a call, for judging it. */
public interface Understanding {
    /** Intents seen and tools wanted in a stretch of the call, in ms since it was placed. */
    Seen between(PhoneCall call, long fromMs, long toMs);

    /** Whether the words the caller heard can be known: the agent's voice is simulated too. */
    boolean knowsWords();

    record Seen(List<String> intents, List<String> tools) {}

    /** Knows nothing: an expectation of intent or tool is not met. */
    Understanding NONE = new Understanding() {
        @Override
        public Seen between(PhoneCall call, long fromMs, long toMs) {
            return new Seen(List.of(), List.of());
        }

        @Override
        public boolean knowsWords() {
            return false;
        }
    };
}
