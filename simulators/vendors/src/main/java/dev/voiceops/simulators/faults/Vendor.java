package dev.voiceops.simulators.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The vendors that are simulated. Written in lower case on the wire and in files. */
public enum Vendor {
    TWILIO,
    DEEPGRAM,
    OPENAI,
    RIME;

    /** @throws IllegalArgumentException for a name that is no vendor; the message lists those there are */
    @JsonCreator
    public static Vendor of(String name) {
        for (var vendor : values()) {
            if (vendor.written().equals(name)) {
                return vendor;
            }
        }
        throw new IllegalArgumentException("unknown vendor '" + name + "': use twilio, deepgram, openai or rime");
    }

    @JsonValue
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
