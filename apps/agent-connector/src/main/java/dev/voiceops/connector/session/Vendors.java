package dev.voiceops.connector.session;

import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.PhoneLine;
import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.TextToSpeech;
import java.util.List;

/**
 * The vendors of all calls, behind their ports.
 *
 * @param states who they are, for people
 */
public record Vendors(SpeechToText ears, LanguageModel brain, TextToSpeech voice, PhoneLine phone, List<State> states) {
    public Vendors {
        states = List.copyOf(states);
    }

    /**
     * A vendor as configured.
     *
     * @param role {@code ears | brain | voice | phone}
     * @param configured whether an address and a key are there
     * @param simulated whether a simulator stands in for it
     * @param detail the address, never a key
     */
    public record State(String role, String vendor, boolean configured, boolean simulated, String detail) {}
}
