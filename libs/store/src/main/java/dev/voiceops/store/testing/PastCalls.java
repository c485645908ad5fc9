package dev.voiceops.store.testing;

import dev.voiceops.store.CallId;
import dev.voiceops.store.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts ended calls of any age on record in bulk, with what a call leaves: retention needs such. One thread. */
public final class PastCalls {
    private final JdbcClient sql;
    private final Specimen specimen;

    /**
     * Calls of this tenant.
     *
     * @param superuser may do everything in the database, past all policies
     */
    public PastCalls(DataSource superuser, Specimen specimen) {
        this.sql = JdbcClient.create(superuser);
        this.specimen = specimen;
    }

    /**
     * What each call leaves.
     *
     * @param twilio whether Twilio knows it
     * @param recorded whether there is a recording, under the key that {@link #key} tells
     */
    public record Traces(int events, int utterances, boolean twilio, boolean recorded) {
        /** 3 events, 2 utterances, a CallSid and a recording. */
        public static final Traces USUAL = new Traces(3, 2, true, true);
    }

    /** Calls of this caller that began, and ended, so long ago. */
    public List<CallId> plant(int count, String caller, Duration age, Traces traces) {
        UUID[] ids =
                Stream.generate(CallId::create).limit(count).map(CallId::value).toArray(UUID[]::new);
        double seconds = age.toMillis() / 1000.0;
        run("""
                insert into voiceops.calls (tenant_id, id, twilio_call_sid, from_number, to_number, agent_id, version_id,
                    trace_id, simulated, state, outcome, end_reason, ended_by, created_at, ended_at)
                select :tenant, id, case when :twilio then 'CA' || replace(id::text, '-', '') end, :caller, :number, :agent,
                    :version, replace(id::text, '-', ''), true, 'ended', 'resolved', 'caller_hangup', 'connector',
                    now() - make_interval(secs => :seconds), now() - make_interval(secs => :seconds)
                from unnest(:ids) as id""", ids, traces, caller, seconds);
        run("""
                insert into voiceops.call_journals (tenant_id, call_id, last_seq, last_n, last_utterance)
                select :tenant, id, :events, :events + :utterances, :utterances from unnest(:ids) as id""", ids, traces, caller, seconds);
        run("""
                insert into voiceops.call_events (tenant_id, call_id, seq, at, mono_ms, type, payload)
                select :tenant, id, n, now(), n, 'runtime.voice_stt_transcript', jsonb_build_object('words', 'hush ' || id || n)
                from unnest(:ids) as id, generate_series(1, :events) as n""", ids, traces, caller, seconds);
        run("""
                insert into voiceops.utterances (tenant_id, call_id, seq, turn, speaker, generated, heard, heard_by,
                    interrupted, started_ms, ended_ms)
                select :tenant, id, n, n, 'caller', 'hush', 'hush', 'recognised', false, 0, 1
                from unnest(:ids) as id, generate_series(1, :utterances) as n""", ids, traces, caller, seconds);
        run("""
                insert into voiceops.call_metrics (tenant_id, call_id, duration_ms, turns)
                select :tenant, id, 60000, 2 from unnest(:ids) as id""", ids, traces, caller, seconds);
        if (traces.recorded()) {
            run("""
                    insert into voiceops.recordings (tenant_id, id, call_id, key, sha256, bytes, duration_ms, channels)
                    select :tenant, gen_random_uuid(), id, :tenant || '/' || id || '/1.wav', repeat('ab', 32), 1000, 60, 2
                    from unnest(:ids) as id""", ids, traces, caller, seconds);
        }
        return Stream.of(ids).map(CallId::new).toList();
    }

    /** Where the recording of such a call lies. */
    public String key(CallId call) {
        return specimen.tenant() + "/" + call + "/1.wav";
    }

    /** Has a tool of the tenant's n8n run once in the call; n8n calls its execution so. */
    public void automated(CallId call, String remoteId) {
        sql.sql("""
                        with n8n as (
                            insert into voiceops.integrations (tenant_id, id, kind, name, base_url)
                            values (:tenant, gen_random_uuid(), 'n8n', 'n8n', 'https://n8n.example')
                            on conflict (tenant_id, kind, name) do update set base_url = excluded.base_url returning id),
                        tool as (
                            insert into voiceops.tools (tenant_id, id, name, class, input_schema)
                            values (:tenant, gen_random_uuid(), 'lookup', 'read', '{}')
                            on conflict (tenant_id, name) do update set class = excluded.class returning id),
                        served as (
                            insert into voiceops.tool_endpoints (tenant_id, tool_id, integration_id, path)
                            select :tenant, tool.id, n8n.id, '/lookup' from tool, n8n
                            on conflict (tenant_id, tool_id) do nothing),
                        execution as (
                            insert into voiceops.tool_executions (tenant_id, id, call_id, tool_id, tool_call_id, idempotency_key,
                                class, status, input, trace_id, finished_at)
                            select :tenant, gen_random_uuid(), :call, tool.id, :remote, :remote, 'read', 'succeeded', '{}', 'trace',
                                now() from tool returning id)
                        insert into voiceops.tool_attempts (tenant_id, execution_id, attempt, finished_at, http_status, remote_id)
                        select :tenant, id, 1, now(), 200, :remote from execution""")
                .param("tenant", specimen.tenant().value())
                .param("call", call.value())
                .param("remote", remoteId)
                .update();
    }

    /** Says that the call was answered so long before it ended. */
    public void answered(CallId call, Duration before) {
        sql.sql("update voiceops.calls set answered_at = ended_at - make_interval(secs => ?) where id = ?")
                .params(before.toMillis() / 1000.0, call.value())
                .update();
    }

    /** Makes everything of the tenant older: calls, the ranges of holds and their graces, and copies that wait for deletion. */
    public void pass(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        sql.sql("update voiceops.calls set created_at = created_at - make_interval(secs => ?) where tenant_id = ?")
                .params(seconds, specimen.tenant().value())
                .update();
        sql.sql("""
                        update voiceops.legal_holds set from_at = from_at - make_interval(secs => :s),
                            until_at = until_at - make_interval(secs => :s),
                            protects_until = protects_until - make_interval(secs => :s) where tenant_id = :tenant""")
                .param("s", seconds)
                .param("tenant", specimen.tenant().value())
                .update();
        sql.sql("""
                        update voiceops.deletion_steps set created_at = created_at - make_interval(secs => :s),
                            next_at = next_at - make_interval(secs => :s) where tenant_id = :tenant and state = 'pending'""")
                .param("s", seconds)
                .param("tenant", specimen.tenant().value())
                .update();
    }

    /** The callers whose numbers are kept with copies outside the database. */
    public List<String> numbersOfCopies() {
        return sql.sql("select distinct caller from voiceops.deletion_steps where tenant_id = ? and caller is not null")
                .param(specimen.tenant().value())
                .query(String.class)
                .list();
    }

    /** Whose calls they are. */
    public TenantId tenant() {
        return specimen.tenant();
    }

    /** Has the database look at what was put there, as it does by itself after a while. */
    public void settled() {
        sql.sql("analyze").update();
    }

    /** Ends the rests of the tenant's runs and of the steps that did not work. */
    public void rested() {
        for (String table : List.of("deletion_jobs", "deletion_steps")) {
            sql.sql("update voiceops." + table + " set next_at = now() where tenant_id = ?")
                    .param(specimen.tenant().value())
                    .update();
        }
    }

    private void run(String statement, UUID[] ids, Traces traces, String caller, double seconds) {
        sql.sql(statement)
                .param("tenant", specimen.tenant().value())
                .param("ids", ids)
                .param("events", traces.events())
                .param("utterances", traces.utterances())
                .param("twilio", traces.twilio())
                .param("caller", caller)
                .param("number", specimen.number())
                .param("agent", specimen.agent().value())
                .param("version", specimen.version().value())
                .param("seconds", seconds)
                .update();
    }
}
