package dev.voiceops.contracts.redaction;

/**
 * A value that never prints: in logs, messages and debuggers it reads {@code [redacted]}, and JSON gets {@code {}}. Whoever
 * needs the value says so with {@link #reveal}. Immutable if the value is; equal if the values are.
 */
public final class Sensitive<T> {
    private final T value;

    private Sensitive(T value) {
        this.value = value;
    }

    /** Wraps a value. */
    public static <T> Sensitive<T> of(T value) {
        return new Sensitive<>(value);
    }

    /** The value itself; keep it out of logs. */
    public T reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensitive<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
