package dev.voiceops.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is derived of the log of a call: its metrics and its cost lines. A projection is a function of the whole log, made anew
 * each time: events that come late or twice change nothing twice, and making all of them again changes nothing at all. A call
 * whose log was deleted by retention keeps what was derived of it.
 */
public final class Projections {
    private static final String METRICS = """
        with log as (
            select c.*, j.last_seq, j.last_n from calls c join call_journals j on j.tenant_id = c.tenant_id and j.call_id = c.id
            where c.id = :call and c.purged_at is null and (j.last_seq = 0
                or exists (select 1 from call_events e where e.tenant_id = c.tenant_id and e.call_id = c.id))),
        written as (
            insert into call_metrics as m (
                call_id, agent_id, version_id, began_at, ended_at, answered, outcome, end_reason, handoff, duration_ms, turns,
                barge_ins, tool_executions, response_ms_p50, response_ms_max, responses_ms, response_turns,
                cost_usd, cost_lines, priced_lines, projected_seq, projected_n)
            select l.id, l.agent_id, l.version_id, l.created_at, l.ended_at, l.answered_at is not null, l.outcome, l.end_reason,
                   case when l.outcome = 'handed_off' then case when e.forced then 'forced' else 'planned' end end,
                   case when l.ended_at is not null and l.answered_at is not null
                        then greatest(0, (extract(epoch from l.ended_at - l.answered_at) * 1000)::bigint) end,
                   t.turns, e.barge_ins, x.tools, t.p50, t.longest, coalesce(t.responses, '{}'),
                   coalesce(cardinality(t.responses), 0), k.usd, k.lines, k.priced, l.last_seq, l.last_n
            from log l
            cross join lateral (
                select count(*)::int as turns, percentile_disc(0.5) within group (order by response_ms)::int as p50,
                       max(response_ms)::int as longest,
                       array_agg(response_ms::int order by fencing_token, turn) filter (where response_ms >= 0) as responses
                from turns where call_id = l.id) t
            cross join lateral (
                select count(*) filter (where type = 'runtime.voice_barge_in_detected')::int as barge_ins,
                       coalesce(bool_or(at > l.ended_at - interval '60 seconds') filter (where type in (
                           'runtime.model_trouble', 'runtime.voice_trouble', 'runtime.ear_lost', 'runtime.vendor_failure',
                           'runtime.tool_timeout', 'runtime.connector_lost')), false) as forced
                from call_events where call_id = l.id) e
            cross join lateral (select count(*)::int as tools from tool_executions where call_id = l.id) x
            cross join lateral (
                select sum(amount) as usd, count(*)::int as lines, count(amount)::int as priced
                from cost_lines where call_id = l.id) k
            on conflict (tenant_id, call_id) do update set
                (agent_id, version_id, began_at, ended_at, answered, outcome, end_reason, handoff, duration_ms, turns,
                 barge_ins, tool_executions, response_ms_p50, response_ms_max, responses_ms, response_turns,
                 cost_usd, cost_lines, priced_lines, projected_seq, projected_n)
              = (excluded.agent_id, excluded.version_id, excluded.began_at, excluded.ended_at, excluded.answered,
                 excluded.outcome, excluded.end_reason, excluded.handoff, excluded.duration_ms, excluded.turns,
                 excluded.barge_ins, excluded.tool_executions, excluded.response_ms_p50, excluded.response_ms_max,
                 excluded.responses_ms, excluded.response_turns, excluded.cost_usd, excluded.cost_lines, excluded.priced_lines,
                 excluded.projected_seq, excluded.projected_n)
            where (m.*) is distinct from (excluded.*)
            returning agent_id, version_id, began_at, ended_at)
        insert into kpi_days_due as due (day, agent_id, version_id)
        select (w.began_at at time zone t.time_zone)::date, w.agent_id, w.version_id from written w, tenants t where w.ended_at is not null
        on conflict (tenant_id, day, agent_id, version_id) do update set due_since = due.due_since\
        """;

    private Projections() {}

    /**
     * Derives what is to be derived of this call.
     *
     * @return whether anything changed
     */
    public static boolean project(TenantTx tx, CallId call) {
        // two workers at the same call: the later one waits, and then sees the whole log
        tx.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))", "projection " + call)
                .query()
                .listOfRows();
        CostLines.derive(tx, call);
        return tx.sql(METRICS).param("call", call.value()).update() > 0;
    }

    /** Sets what ended the call as its log tells it: the word of the best witness. For rebuilding; false: as it was. */
    public static boolean restoreEnding(TenantTx tx, CallId call) {
        return tx.sql("""
            with told as (
                select at, payload ->> 'end_reason' as reason, payload ->> 'outcome' as outcome,
                       payload ->> 'ended_by' as witness, payload ->> 'handoff_reason' as handoff
                from call_events where call_id = :call and type = 'runtime.call_ended'
                order by array_position(array['sweeper', 'carrier', 'control_plane', 'connector'], payload ->> 'ended_by') desc,
                         at, reason, outcome, coalesce(payload ->> 'handoff_reason', '') limit 1)
            update calls c set state = 'ended', ended_at = told.at, end_reason = told.reason, outcome = told.outcome,
                               ended_by = told.witness, handoff_reason = told.handoff
            from told where c.id = :call and (c.state, c.ended_at, c.end_reason, c.outcome, c.ended_by, c.handoff_reason)
                is distinct from ('ended', told.at, told.reason, told.outcome, told.witness, told.handoff)\
            """).param("call", call.value()).update() == 1;
    }

    /** A call whose log has gone on since it was projected. */
    public record Behind(TenantId tenant, CallId call) {}

    /** Such calls that began after {@code since}, the oldest first. */
    public static List<Behind> behind(PlatformTx tx, CallId since, int limit) {
        return tx.sql("""
            select c.tenant_id, c.id from calls c
            join call_journals j on j.tenant_id = c.tenant_id and j.call_id = c.id
            left join call_metrics m on m.tenant_id = c.tenant_id and m.call_id = c.id
            where c.id > ? and c.purged_at is null and (m.call_id is null or m.projected_seq <> j.last_seq or m.projected_n <> j.last_n
                                or m.ended_at is distinct from c.ended_at)
              and (j.last_seq = 0 or exists (
                  select 1 from call_events e where e.tenant_id = c.tenant_id and e.call_id = c.id))
            order by c.id limit ?\
            """, since.value(), limit)
                .query((row, number) ->
                        new Behind(new TenantId(Rows.uuid(row, "tenant_id")), new CallId(Rows.uuid(row, "id"))))
                .list();
    }

    /** Calls to be looked at though nothing was told of them: up for more than a minute, or with an open incident. */
    public static List<Behind> watched(PlatformTx tx, int limit) {
        return tx.sql("""
            select tenant_id, id from calls where state <> 'ended' and created_at < clock_timestamp() - interval '1 minute'
            union
            select tenant_id, call_id from incidents where closed_at is null and call_id is not null
            limit ?\
            """, limit)
                .query((row, number) ->
                        new Behind(new TenantId(Rows.uuid(row, "tenant_id")), new CallId(Rows.uuid(row, "id"))))
                .list();
    }

    /** The tenant of a call. */
    public static Optional<TenantId> tenantOf(PlatformTx tx, CallId call) {
        return tx.sql("select tenant_id from calls where id = ?", call.value())
                .query((row, number) -> new TenantId(Rows.uuid(row, "tenant_id")))
                .optional();
    }

    /**
     * The tenant's calls after this one in the order of their ids, for going through all of them; those whose content is
     * deleted are passed over, because there is nothing left to derive anything from.
     */
    public static List<CallId> calls(TenantTx tx, CallId after, int limit) {
        return tx.sql(
                        "select id from calls where id > ? and purged_at is null order by id limit ?",
                        after.value(),
                        limit)
                .query((row, number) -> new CallId(Rows.uuid(row, "id")))
                .list();
    }

    /** What is derived of a call, column by column, as text: to compare two projections. */
    public static Map<String, Object> derived(TenantTx tx, CallId call) {
        return tx.sql("""
            select to_jsonb(m)::text as metrics,
                   (select jsonb_agg(to_jsonb(k) order by vendor, item, unit) from cost_lines k where call_id = :call)::text as lines
            from call_metrics m where call_id = :call\
            """).param("call", call.value()).query().listOfRows().stream()
                .findFirst()
                .orElse(Map.of());
    }
}
