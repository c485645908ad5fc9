package dev.voiceops.store;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A client company.
 *
 * @param slug its name in URLs: lower-case letters, digits and dashes
 * @param retentionDays days until recordings, utterances and events are deleted, 1 to 30
 * @param maxLiveCalls most calls at a time; null: no limit of its own
 * @param redaction when numbers of cards, phones and people become marks
 */
public record Tenant(
        TenantId id,
        String slug,
        String name,
        boolean active,
        ZoneId timeZone,
        int retentionDays,
        @Nullable Integer maxLiveCalls,
        RedactionPolicy redaction) {
    /** A new tenant with the usual settings. */
    public static Tenant named(String slug, String name) {
        return new Tenant(TenantId.create(), slug, name, true, ZoneId.of("UTC"), 30, null, RedactionPolicy.READ);
    }
}
