package dev.voiceops.store;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds calls of one tenant by what is known of them, newest first. */
public final class CallSearch {
    private static final String FILTER = """
            where (cast(:before as uuid) is null or c.id < :before)
              and (cast(:from as timestamptz) is null or c.created_at >= :from)
              and (cast(:until as timestamptz) is null or c.created_at < :until)
              and (cast(:agent as uuid) is null or c.agent_id = :agent)
              and (cast(:version as text) is null or c.version_id = :version)
              and (cast(:state as text) is null or c.state = :state)
              and (cast(:outcome as text) is null or c.outcome = :outcome)
              and (cast(:reason as text) is null or c.end_reason = :reason)
              and (cast(:number as text) is null or c.from_number = :number or c.to_number = :number)
            order by c.id desc limit :limit""";

    private CallSearch() {}

    /**
     * Which calls; null: any.
     *
     * @param from began at this time or later
     * @param until began before this time
     * @param number E.164; the caller's or the called one
     */
    public record Filter(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable AgentId agent,
            @Nullable VersionId version,
            Call.@Nullable State state,
            @Nullable Outcome outcome,
            @Nullable EndReason endReason,
            @Nullable String number) {
        /** Keeps the number out of logs. */
        @Override
        public String toString() {
            return "Filter[" + from + ".." + until + " " + agent + " " + outcome + " " + endReason + "]";
        }
    }

    /** Calls older than {@code before}, if given. */
    public static List<Call> list(TenantTx tx, Filter filter, @Nullable CallId before, int limit) {
        return tx.sql(CallRows.SELECT + FILTER)
                .param("before", before == null ? null : before.value())
                .param("from", Rows.time(filter.from()))
                .param("until", Rows.time(filter.until()))
                .param("agent", filter.agent() == null ? null : filter.agent().value())
                .param(
                        "version",
                        filter.version() == null ? null : filter.version().value())
                .param("state", code(filter.state()))
                .param("outcome", code(filter.outcome()))
                .param("reason", code(filter.endReason()))
                .param("number", filter.number())
                .param("limit", limit)
                .query(CallRows::read)
                .list();
    }

    private static @Nullable String code(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
