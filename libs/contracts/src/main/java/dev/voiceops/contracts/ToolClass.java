package dev.voiceops.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a tool may do to the world, which decides whether it may be tried again. */
public enum ToolClass {
    /** Only looks; may be retried freely. */
    READ,
    /** Changes something once per idempotency key; a timeout after sending leaves the outcome unknown. */
    WRITE,
    /** Cannot be undone; never retried. */
    IRREVERSIBLE;

    /** Name in JSON and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
