package dev.voiceops.store;

import java.util.Locale;

/** When a tenant wants numbers of cards, phones and people in what was said replaced by marks. */
public enum RedactionPolicy {
    /** Never. */
    NONE,
    /** Whenever somebody reads; the record keeps the words until retention deletes them. */
    READ,
    /** Before they are stored; nobody can read them ever after. */
    WRITE;

    /** The name in records and APIs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no policy has this code */
    public static RedactionPolicy of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
