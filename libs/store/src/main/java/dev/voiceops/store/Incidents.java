package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the watchdog found. The same sentence about the same place is one incident, however often it is found. */
public final class Incidents {
    private static final String COLUMNS =
            "id, call_id, invariant, place, second, details::text, opened_at, seen_at, closed_at";

    private Incidents() {}

    /** What was found, before it is on record. */
    public record Finding(
            String invariant, String place, @Nullable Integer second, String details) {}

    /**
     * Puts all that was found about a call on record, and closes what was found earlier and is not among it.
     *
     * @param call null: the findings are about no single call
     * @return how many are new, or open again
     */
    public static int record(TenantTx tx, @Nullable CallId call, List<Finding> findings) {
        int opened = 0;
        for (Finding finding : findings) {
            opened += tx.sql(
                            """
                            insert into incidents as i (id, call_id, invariant, place, second, details)
                            values (?, ?, ?, ?, ?, ?::jsonb)
                            on conflict (tenant_id, call_id, invariant, place) do update
                            set closed_at = null, details = excluded.details, second = excluded.second,
                                opened_at = case when i.closed_at is null then i.opened_at else clock_timestamp() end
                            where i.closed_at is not null or i.details <> excluded.details\
                            """,
                            IncidentId.create().value(),
                            call == null ? null : call.value(),
                            finding.invariant(),
                            finding.place(),
                            finding.second(),
                            finding.details())
                    .update();
        }
        tx.sql(
                        """
                        update incidents set closed_at = clock_timestamp()
                        where call_id is not distinct from ? and closed_at is null
                          and (invariant || '/' || place) <> all (?)\
                        """,
                        call == null ? null : call.value(),
                        Rows.array(tx, "text", findings, finding -> finding.invariant() + "/" + finding.place()))
                .update();
        return opened;
    }

    /** One incident of the tenant. */
    public static Optional<Incident> find(TenantTx tx, IncidentId id) {
        return tx.sql("select " + COLUMNS + " from incidents where id = ?", id.value())
                .query(Incidents::read)
                .optional();
    }

    /** The tenant's incidents, the newest first. */
    public static List<Incident> list(TenantTx tx, Query query) {
        return tx.sql("select " + COLUMNS + """
             from incidents where (cast(:call as uuid) is null or call_id = :call)
              and (not :open or closed_at is null)
              and (cast(:before as uuid) is null or id < :before)
            order by id desc limit :limit\
            """)
                .param("call", query.call() == null ? null : query.call().value())
                .param("open", query.onlyOpen())
                .param("before", query.before() == null ? null : query.before().value())
                .param("limit", query.limit())
                .query(Incidents::read)
                .list();
    }

    /**
     * Which incidents.
     *
     * @param call null: of all calls and of none
     * @param before only older ones than this; null: from the newest
     */
    public record Query(
            @Nullable CallId call,
            boolean onlyOpen,
            @Nullable IncidentId before,
            int limit) {}

    private static Incident read(ResultSet row, int number) throws SQLException {
        return new Incident(
                new IncidentId(Rows.uuid(row, "id")),
                Rows.idOrNull(row, "call_id", CallId::new),
                row.getString("invariant"),
                row.getString("place"),
                Rows.intOrNull(row, "second"),
                row.getString("details"),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "seen_at"),
                Rows.instantOrNull(row, "closed_at"));
    }
}
