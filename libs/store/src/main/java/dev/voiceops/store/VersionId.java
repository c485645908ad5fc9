package dev.voiceops.store;

import java.util.regex.Pattern;

/** An immutable version of an agent: the SHA-256 of its canonical snapshot as 64 lower-case hex digits. Immutable. */
public record VersionId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public VersionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a version id is 64 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
