package dev.voiceops.control.tenants;

import dev.voiceops.store.Tenant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the API shows it.
 *
 * @param state {@code active | suspended}; a suspended tenant takes no calls
 * @param timeZone of its days and its reports
 * @param retentionDays days until recordings, utterances and events are deleted, 1 to 30
 * @param maxLiveCalls most calls at a time; null: no limit of its own
 * @param redaction when numbers of cards, phones and people in what was said become marks: {@code none | read | write}
 */
record TenantView(
        UUID id,
        String slug,
        String name,
        String state,
        String timeZone,
        int retentionDays,
        @Nullable Integer maxLiveCalls,
        String redaction) {
    static TenantView of(Tenant tenant) {
        return new TenantView(
                tenant.id().value(),
                tenant.slug(),
                tenant.name(),
                tenant.active() ? "active" : "suspended",
                tenant.timeZone().getId(),
                tenant.retentionDays(),
                tenant.maxLiveCalls(),
                tenant.redaction().code());
    }
}
