package dev.voiceops.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the audit chains, newest row first. */
public final class AuditTrail {
    private static final String FILTER = """
            where e.tenant_id = :chain and (cast(:before as bigint) is null or e.seq < :before)
              and (cast(:action as text) is null or e.action = :action)
              and (cast(:actor as text) is null or e.actor = :actor)
              and (cast(:kind as text) is null or e.target_kind = :kind)
              and (cast(:target as text) is null or e.target_id = :target)
              and (cast(:from as timestamptz) is null or e.at >= :from)
              and (cast(:until as timestamptz) is null or e.at < :until)
            order by e.seq desc limit :limit""";

    private AuditTrail() {}

    /** Which rows; null: any. Times: from inclusive, until exclusive. */
    public record Filter(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String targetKind,
            @Nullable String targetId,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** Rows of the tenant's chain numbered below {@code before}, if given. */
    public static List<AuditEntry> list(TenantTx tx, Filter filter, @Nullable Long before, int limit) {
        return list(tx, tx.tenant(), filter, before, limit);
    }

    /** Rows of the platform's own chain numbered below {@code before}, if given. */
    public static List<AuditEntry> listPlatform(PlatformTx tx, Filter filter, @Nullable Long before, int limit) {
        return list(tx, Audit.PLATFORM, filter, before, limit);
    }

    private static List<AuditEntry> list(Tx tx, TenantId chain, Filter filter, @Nullable Long before, int limit) {
        return tx.sql(AuditEntry.SELECT + FILTER)
                .param("chain", chain.value())
                .param("before", before)
                .param("action", filter.action())
                .param("actor", filter.actor())
                .param("kind", filter.targetKind())
                .param("target", filter.targetId())
                .param("from", Rows.time(filter.from()))
                .param("until", Rows.time(filter.until()))
                .param("limit", limit)
                .query(AuditEntry::read)
                .list();
    }
}
