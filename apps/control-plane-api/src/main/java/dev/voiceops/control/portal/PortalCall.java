package dev.voiceops.control.portal;

import dev.voiceops.store.PortalCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as its client sees it.
 *
 * @param durationMs from its answer to its end; absent unless it had both
 * @param recorded whether there is a recording to listen to
 */
record PortalCall(
        UUID id,
        @Nullable String from,
        @Nullable String to,
        PortalAgent agent,
        String state,
        @Nullable String outcome,
        @Nullable String handoffReason,
        Instant createdAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        boolean recorded) {

    /** Who answered. */
    record PortalAgent(UUID id, String name) {}

    static PortalCall of(PortalCalls.Shown call) {
        return new PortalCall(
                call.id().value(),
                call.from(),
                call.to(),
                new PortalAgent(call.agent().value(), call.agentName()),
                call.state().name().toLowerCase(Locale.ROOT),
                call.outcome() == null ? null : call.outcome().code(),
                call.handoffReason(),
                call.createdAt(),
                call.answeredAt(),
                call.endedAt(),
                duration(call.answeredAt(), call.endedAt()),
                call.recorded());
    }

    private static @Nullable Long duration(@Nullable Instant answered, @Nullable Instant ended) {
        return answered == null || ended == null
                ? null
                : Math.max(0, Duration.between(answered, ended).toMillis());
    }
}
