package dev.voiceops.evidence;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.AgentVersion;
import dev.voiceops.store.AuditEntry;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.CostLines;
import dev.voiceops.store.Hold;
import dev.voiceops.store.Receipt;
import dev.voiceops.store.ToolExecution;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The documents of a pack. Their fields are a format: only ever added to within one version of {@link Manifest#FORMAT}. */
final class PackJson {
    private PackJson() {}

    record Told(
            String id,
            String tenantId,
            @Nullable String twilioCallSid,
            @Nullable String from,
            @Nullable String to,
            String agentId,
            String versionId,
            String traceId,
            boolean simulated,
            String state,
            @Nullable String outcome,
            @Nullable String endReason,
            @Nullable String endedBy,
            @Nullable String handoffReason,
            Instant createdAt,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            boolean contentDeleted) {
        static Told of(Call call, boolean purged) {
            return new Told(
                    call.id().toString(),
                    call.tenant().toString(),
                    call.twilioCallSid(),
                    call.from(),
                    call.to(),
                    call.agent().toString(),
                    call.version().value(),
                    call.traceId(),
                    call.simulated(),
                    word(call.state()),
                    call.outcome() == null ? null : call.outcome().code(),
                    call.endReason() == null ? null : call.endReason().code(),
                    call.endedBy() == null ? null : word(call.endedBy()),
                    call.handoffReason(),
                    call.createdAt(),
                    call.answeredAt(),
                    call.endedAt(),
                    purged);
        }
    }

    record Version(
            String id, String agentId, int number, @Nullable String basedOn, String createdBy, Instant createdAt) {
        static Version of(Call call, AgentVersion version) {
            return new Version(
                    version.id().value(),
                    call.agent().toString(),
                    version.number(),
                    version.basedOn() == null ? null : version.basedOn().value(),
                    version.createdBy(),
                    version.createdAt());
        }
    }

    record Event(long seq, Instant at, @Nullable Long monoMs, String type, JsonNode payload) {
        static Event of(CallRecord.Event event) {
            return new Event(event.seq(), event.at(), event.monoMs(), event.type(), Json.tree(event.payload()));
        }
    }

    record Said(
            int turn,
            String speaker,
            String generated,
            String heard,
            String heardBy,
            boolean interrupted,
            long startedMs,
            long endedMs) {
        static Said of(Utterance said) {
            return new Said(
                    said.turn(),
                    word(said.speaker()),
                    said.generated(),
                    said.heard(),
                    word(said.heardBy()),
                    said.interrupted(),
                    said.startedMs(),
                    said.endedMs());
        }
    }

    /** Moments that did not happen are -1. */
    record Turn(
            int turn,
            TurnTimes.Marks marks,
            List<Stretch> spans,
            List<TurnTimes.ToolSpan> tools,
            boolean interrupted,
            boolean clockError) {
        static Turn of(TurnTimes times) {
            return new Turn(
                    times.turn(),
                    times.marks(),
                    times.spans().stream()
                            .map(span -> new Stretch(word(span.stage()), span.fromMs(), span.toMs()))
                            .toList(),
                    times.tools(),
                    times.interrupted(),
                    times.clockError());
        }
    }

    record Stretch(String stage, long fromMs, long toMs) {}

    record Execution(
            String id,
            String tool,
            String toolCallId,
            String toolClass,
            String status,
            JsonNode input,
            @Nullable JsonNode output,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            Instant startedAt,
            @Nullable Instant finishedAt,
            JsonNode timings,
            @Nullable JsonNode confirmation,
            List<Attempt> attempts) {
        static Execution of(ToolExecution asked, String tool, List<Attempt> attempts) {
            return new Execution(
                    asked.id().toString(),
                    tool,
                    asked.toolCallId(),
                    word(asked.toolClass()),
                    word(asked.status()),
                    Json.tree(asked.input()),
                    tree(asked.output()),
                    asked.errorCode(),
                    asked.errorMessage(),
                    asked.startedAt(),
                    asked.finishedAt(),
                    Json.tree(asked.timings()),
                    tree(asked.confirmation()),
                    attempts);
        }
    }

    record Attempt(
            int attempt,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Integer httpStatus,
            @Nullable String remoteId,
            @Nullable String errorCode,
            JsonNode timings) {
        static Attempt of(ToolExecution.Attempt attempt) {
            return new Attempt(
                    attempt.attempt(),
                    attempt.startedAt(),
                    attempt.finishedAt(),
                    attempt.httpStatus(),
                    attempt.remoteId(),
                    attempt.errorCode(),
                    Json.tree(attempt.timings()));
        }
    }

    record Cost(
            String vendor,
            String item,
            String unit,
            @Nullable BigDecimal quantity,
            String source,
            @Nullable String priceId,
            @Nullable BigDecimal amountUsd) {
        static Cost of(CostLines.CostLine line) {
            return new Cost(
                    line.vendor(),
                    line.item(),
                    line.unit(),
                    line.quantity(),
                    word(line.source()),
                    line.price() == null ? null : line.price().toString(),
                    line.amount());
        }
    }

    /** A row of the audit chain; {@code hash} finds it there. */
    record Deed(
            long seq,
            Instant at,
            String actor,
            @Nullable String reason,
            String action,
            @Nullable JsonNode detail,
            String hash) {
        static Deed of(AuditEntry row) {
            return new Deed(
                    row.seq(), row.at(), row.actor(), row.reason(), row.action(), tree(row.detail()), row.hashText());
        }
    }

    record Held(
            String id,
            String matter,
            String reason,
            String owner,
            @Nullable LocalDate reviewAt,
            String placedBy,
            Instant placedAt,
            @Nullable Instant releasedAt,
            @Nullable Instant protectsUntil) {
        static Held of(Hold hold) {
            Hold.Release release = hold.release();
            return new Held(
                    hold.id().toString(),
                    hold.matter(),
                    hold.reason(),
                    hold.owner(),
                    hold.reviewAt(),
                    hold.placedBy(),
                    hold.placedAt(),
                    release == null ? null : release.at(),
                    release == null ? null : release.protectsUntil());
        }
    }

    record Deleted(long seq, String body, String previous, String hash, String keyId, String signature) {
        static Deleted of(Receipt receipt) {
            return new Deleted(
                    receipt.seq(),
                    receipt.body(),
                    receipt.previous(),
                    receipt.hash(),
                    receipt.keyId(),
                    receipt.signature());
        }
    }

    /**
     * A recording.
     *
     * @param sha256 of the sound as it was recorded, 64 hex digits
     * @param sealedSha256 of the encrypted object in the store; absent when there is none
     * @param state whole: the object is what was recorded; missing, broken: it is not, and its sound is not in the pack
     * @param entry where the sound is in this pack; absent when it is not
     */
    record Sound(
            String id,
            String callId,
            String sha256,
            @Nullable String sealedSha256,
            long bytes,
            long durationMs,
            int channels,
            String state,
            @Nullable String entry) {}

    private static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : Json.tree(text);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
