package dev.voiceops.simulators.twilio;

/** Turns the agent's sound at the caller's ear back into words, as far as that can be known. One thread at a time. */
public interface AgentWords {
    /** Sound that was heard; the array is only lent. */
    void sound(byte[] mulaw, int from, int length);

    /** The words heard since the last time this was asked, "" if unknown. */
    String take();

    /** Hears without understanding. */
    AgentWords UNKNOWN = new AgentWords() {
        @Override
        public void sound(byte[] mulaw, int from, int length) {}

        @Override
        public String take() {
            return "";
        }
    };
}
