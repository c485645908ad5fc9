package dev.voiceops.simulators.twilio;

import java.util.UUID;

/** Makes Twilio's identifiers. */
final class Sids {
    private Sids() {}

    /** @param kind {@code CA}, {@code MZ}, ... */
    static String next(String kind) {
        return kind + UUID.randomUUID().toString().replace("-", "");
    }
}
