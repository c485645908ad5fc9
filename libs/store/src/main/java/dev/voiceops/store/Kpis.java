package dev.voiceops.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of each day, per agent and version. A day is the tenant's own: from its midnight to the next, be that 23, 24 or 25
 * hours; a call belongs to the day on which it began. A day is counted anew whenever one of its calls changed, however late.
 */
public final class Kpis {
    private static final String COUNT = """
        insert into daily_kpis as k (
            day, agent_id, version_id, calls, answered, duration_ms, timed, resolved, handed_off, handoffs_forced, contained,
            abandoned, failed, unknown, total_cost_usd, cost_lines, priced_lines, priced_calls, response_turns, responses,
            avg_duration_sec, resolution_rate, handoff_rate)
        select :day, :agent, :version, s.*,
               round(s.duration_ms / nullif(s.timed, 0) / 1000.0, 3),
               round(s.resolved / nullif(s.answered, 0)::numeric, 5), round(s.handed_off / nullif(s.answered, 0)::numeric, 5)
        from (
            with m as materialized (
                select m.* from call_metrics m, tenants t
                where m.agent_id = :agent and m.version_id = :version and m.ended_at is not null
                  and m.began_at >= (cast(:day as date)::timestamp at time zone t.time_zone)
                  and m.began_at < ((cast(:day as date) + 1)::timestamp at time zone t.time_zone)),
            buckets as (
                select latency_bucket(ms) as bucket, count(*)::int as n from m, unnest(m.responses_ms) ms group by 1)
            select count(*)::int as calls, count(*) filter (where answered)::int as answered,
                   coalesce(sum(duration_ms), 0)::bigint as duration_ms, count(duration_ms)::int as timed,
                   count(*) filter (where answered and outcome = 'resolved')::int as resolved,
                   count(*) filter (where answered and outcome = 'handed_off')::int as handed_off,
                   count(*) filter (where answered and handoff = 'forced')::int,
                   count(*) filter (where answered and outcome in ('resolved', 'unknown'))::int,
                   count(*) filter (where outcome = 'abandoned')::int, count(*) filter (where outcome = 'failed')::int,
                   count(*) filter (where outcome = 'unknown')::int, sum(cost_usd),
                   coalesce(sum(cost_lines), 0)::int, coalesce(sum(priced_lines), 0)::int,
                   count(*) filter (where cost_lines > 0 and cost_lines = priced_lines)::int,
                   coalesce(sum(response_turns), 0)::int,
                   array(select coalesce(b.n, 0) from generate_series(1, (select coalesce(max(bucket), 0) from buckets)) g
                         left join buckets b on b.bucket = g order by g)
            from m) s
        where s.calls > 0
        on conflict (tenant_id, day, agent_id, version_id) do update set
            (calls, answered, duration_ms, timed, resolved, handed_off, handoffs_forced, contained, abandoned, failed, unknown,
             total_cost_usd, cost_lines, priced_lines, priced_calls, response_turns, responses, avg_duration_sec,
             resolution_rate, handoff_rate, computed_at)
          = (excluded.calls, excluded.answered, excluded.duration_ms, excluded.timed, excluded.resolved, excluded.handed_off,
             excluded.handoffs_forced, excluded.contained, excluded.abandoned, excluded.failed, excluded.unknown,
             excluded.total_cost_usd, excluded.cost_lines, excluded.priced_lines, excluded.priced_calls,
             excluded.response_turns, excluded.responses, excluded.avg_duration_sec, excluded.resolution_rate,
             excluded.handoff_rate, clock_timestamp())\
        """;

    private static final String COUNTS = """
        day, agent_id, version_id, calls, answered, duration_ms, timed, resolved, handed_off, handoffs_forced, contained,
        abandoned, failed, unknown, total_cost_usd, cost_lines, priced_lines, priced_calls, response_turns, responses\
        """;

    private static final String PORTAL_COUNTS = """
        day, agent_id, null as version_id, calls, answered, duration_ms, timed, resolved, handed_off, handoffs_forced,
        contained, abandoned, failed, unknown, null::numeric as total_cost_usd, 0 as cost_lines, 0 as priced_lines,
        0 as priced_calls, response_turns, responses\
        """;

    private Kpis() {}

    /**
     * What is counted of one day, agent and version; sums over such rows are the figures of longer times.
     *
     * @param version null where the portal looks
     * @param durationMs sum over the {@code timed} calls, from answer to end
     * @param totalCostUsd sum of the lines that have an amount; null: none has
     * @param responses turns by latency bucket, the first bucket first
     */
    public record Day(
            LocalDate day,
            AgentId agent,
            @Nullable VersionId version,
            int calls,
            int answered,
            long durationMs,
            int timed,
            int resolved,
            int handedOff,
            int handoffsForced,
            int contained,
            int abandoned,
            int failed,
            int unknown,
            @Nullable BigDecimal totalCostUsd,
            int costLines,
            int pricedLines,
            int pricedCalls,
            int responseTurns,
            List<Integer> responses) {
        public Day {
            responses = List.copyOf(responses);
        }
    }

    /** Which days, and of which agent; null: of all. Both days included. */
    public record Range(
            LocalDate from, LocalDate to, @Nullable AgentId agent) {}

    /** The tenants that have days to be counted anew. */
    public static List<TenantId> due(PlatformTx tx, int limit) {
        return tx.sql("select distinct tenant_id from kpi_days_due limit ?", limit)
                .query((row, number) -> new TenantId(Rows.uuid(row, "tenant_id")))
                .list();
    }

    /** Counts the tenant's due days, at most {@code limit}; how many it did. Several may do so at a time. */
    public static int count(TenantTx tx, int limit) {
        List<Due> due = tx.sql("""
            delete from kpi_days_due where (tenant_id, day, agent_id, version_id) in (
                select tenant_id, day, agent_id, version_id from kpi_days_due order by due_since limit ?
                for update skip locked)
            returning day, agent_id, version_id\
            """, limit).query(Due::read).list();
        due.forEach(day -> count(tx, day));
        return due.size();
    }

    private static void count(TenantTx tx, Due due) {
        int counted = tx.sql(COUNT)
                .param("day", due.day)
                .param("agent", due.agent.value())
                .param("version", due.version)
                .update();
        if (counted == 0) {
            tx.sql(
                            "delete from daily_kpis where day = ? and agent_id = ? and version_id = ?",
                            due.day,
                            due.agent.value(),
                            due.version)
                    .update();
        }
    }

    /** Has all days of the tenant counted anew: after its time zone has changed. */
    public static int recountAll(TenantTx tx) {
        tx.sql("delete from daily_kpis").update();
        return tx.sql("""
            insert into kpi_days_due as due (day, agent_id, version_id)
            select distinct (m.began_at at time zone t.time_zone)::date, m.agent_id, m.version_id
            from call_metrics m, tenants t where m.ended_at is not null
            on conflict (tenant_id, day, agent_id, version_id) do update set due_since = due.due_since\
            """).update();
    }

    /** The days, by day, agent and version. */
    public static List<Day> days(TenantTx tx, Range range) {
        return days(tx, COUNTS, range);
    }

    /** The same as the portal sees them: without versions and cost. */
    public static List<Day> days(PortalTx tx, Range range) {
        return days(tx, PORTAL_COUNTS, range);
    }

    /** The time zone of the days. */
    public static String timeZone(PortalTx tx) {
        return tx.sql("select time_zone from tenants").query(String.class).single();
    }

    private static List<Day> days(Tx tx, String columns, Range range) {
        return tx.sql("select " + columns + """
             from daily_kpis where day between :from and :to
              and (cast(:agent as uuid) is null or agent_id = :agent)
            order by day, agent_id, version_id\
            """)
                .param("from", range.from())
                .param("to", range.to())
                .param("agent", range.agent() == null ? null : range.agent().value())
                .query(Kpis::read)
                .list();
    }

    private static Day read(ResultSet row, int number) throws SQLException {
        String version = row.getString("version_id");
        return new Day(
                row.getObject("day", LocalDate.class),
                new AgentId(Rows.uuid(row, "agent_id")),
                version == null ? null : new VersionId(version),
                row.getInt("calls"),
                row.getInt("answered"),
                row.getLong("duration_ms"),
                row.getInt("timed"),
                row.getInt("resolved"),
                row.getInt("handed_off"),
                row.getInt("handoffs_forced"),
                row.getInt("contained"),
                row.getInt("abandoned"),
                row.getInt("failed"),
                row.getInt("unknown"),
                row.getBigDecimal("total_cost_usd"),
                row.getInt("cost_lines"),
                row.getInt("priced_lines"),
                row.getInt("priced_calls"),
                row.getInt("response_turns"),
                List.of((Integer[]) row.getArray("responses").getArray()));
    }

    private record Due(LocalDate day, AgentId agent, String version) {
        static Due read(ResultSet row, int number) throws SQLException {
            return new Due(
                    row.getObject("day", LocalDate.class),
                    new AgentId(Rows.uuid(row, "agent_id")),
                    row.getString("version_id"));
        }
    }
}
