package dev.voiceops.control.calls;

import dev.voiceops.store.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call as the API shows it; {@code durationMs} from its answer to its end, null unless it had both. */
record CallView(
        UUID id,
        UUID tenantId,
        @Nullable String twilioCallSid,
        @Nullable String from,
        @Nullable String to,
        UUID agentId,
        String versionId,
        @Nullable String connectorId,
        String traceId,
        boolean simulated,
        String state,
        @Nullable String carrierStatus,
        @Nullable String outcome,
        @Nullable String endReason,
        @Nullable String endedBy,
        @Nullable String handoffReason,
        Instant createdAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs) {

    static CallView of(Call call) {
        return new CallView(
                call.id().value(),
                call.tenant().value(),
                call.twilioCallSid(),
                call.from(),
                call.to(),
                call.agent().value(),
                call.version().value(),
                call.connectorId(),
                call.traceId(),
                call.simulated(),
                word(call.state()),
                call.carrierStatus() == null ? null : call.carrierStatus().code(),
                call.outcome() == null ? null : call.outcome().code(),
                call.endReason() == null ? null : call.endReason().code(),
                call.endedBy() == null ? null : word(call.endedBy()),
                call.handoffReason(),
                call.createdAt(),
                call.answeredAt(),
                call.endedAt(),
                duration(call.answeredAt(), call.endedAt()));
    }

    private static @Nullable Long duration(@Nullable Instant answered, @Nullable Instant ended) {
        return answered == null || ended == null
                ? null
                : Math.max(0, Duration.between(answered, ended).toMillis());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
