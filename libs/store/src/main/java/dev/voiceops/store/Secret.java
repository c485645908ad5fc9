package dev.voiceops.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Text that must not be seen: it prints as redacted, and only {@link #reveal} gives it away. Immutable. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps a text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself; call it where it is used, and keep it nowhere. */
    public String reveal() {
        return text;
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
