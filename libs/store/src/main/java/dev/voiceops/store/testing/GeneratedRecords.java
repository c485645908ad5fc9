package dev.voiceops.store.testing;

import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.EmbeddedDatabase;
import dev.voiceops.store.Kpis;
import dev.voiceops.store.TenantId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A month of calls of many tenants, made up by the database itself, on a durable server of their own: to measure at sizes that
 * no test reaches. A few tenants have most of the calls, as in life. One thread.
 */
public final class GeneratedRecords implements AutoCloseable {
    private static final String NAME = "records";
    private static final int DAYS = 29;
    private static final int AGENTS = 3;
    private static final int BATCH = 200;

    private final EmbeddedDatabase server;
    private final Database database;
    private final JdbcClient sql;
    private final List<Specimen> agents = new ArrayList<>();

    private GeneratedRecords(EmbeddedDatabase server) {
        this.server = server;
        this.database = Database.openIn(server, NAME, TestDatabase.KEYS, 16);
        this.sql = JdbcClient.create(server.superuser(NAME));
    }

    /** On a new server in an empty folder. */
    public static GeneratedRecords in(Path folder) {
        EmbeddedDatabase server = EmbeddedDatabase.start(EmbeddedDatabase.Settings.in(folder, 0));
        server.createDatabase(NAME, server.migratedTemplate());
        return new GeneratedRecords(server);
    }

    /**
     * How much to make.
     *
     * @param eventsOfCall events of each call
     * @param unprojected calls of which nothing is derived yet
     */
    public record Shape(long events, int tenants, int eventsOfCall, int unprojected) {
        long calls() {
            return events / eventsOfCall;
        }
    }

    /** What lies on disk, in bytes with indexes, and for how many minutes of calls. */
    public record Size(long bytes, double minutes, long calls, long events) {}

    /** The doors. */
    public Db db() {
        return database.db();
    }

    /** Of each tenant one, in the order of how many calls they have, most first. */
    public List<Specimen> tenants() {
        return IntStream.range(0, agents.size() / AGENTS)
                .mapToObj(i -> agents.get(i * AGENTS))
                .toList();
    }

    /** Makes all of it; figures of days are left to be counted. */
    public void fill(Shape shape) {
        for (int i = 0; i < shape.tenants(); i++) {
            Specimen tenant = Specimen.plant(db());
            agents.add(tenant);
            for (int more = 1; more < AGENTS; more++) agents.add(Specimen.furnish(db(), tenant.tenant()));
        }
        weeks();
        sql.sql("create table public.agents_to_call (n int primary key, tenant uuid, agent uuid, number text)")
                .update();
        for (int n = 0; n < agents.size(); n++) {
            Specimen agent = agents.get(n);
            sql.sql("insert into public.agents_to_call values (?, ?, ?, ?)")
                    .params(n, agent.tenant().value(), agent.agent().value(), agent.number())
                    .update();
        }
        // on one connection: what is made up needs no checks, and is safe enough when the server stops in good order
        sql.sql("""
            do $$ begin
                set local session_replication_role = replica;
                set local synchronous_commit = off;
                set local search_path = voiceops;
                %s
            end $$\
            """.formatted(FILL.replace(":calls", "" + shape.calls())
                        .replace(":days", "" + DAYS)
                        .replace(":agents", "" + agents.size())
                        .replace(":events", "" + shape.eventsOfCall())
                        .replace(":unprojected", "" + shape.unprojected())))
                .update();
        sql.sql("vacuum (analyze) voiceops.calls").update();
        sql.sql("analyze").update();
    }

    /** Past weeks have partitions of their own on a platform that was up in them. */
    private void weeks() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        for (int week = 1; week <= DAYS / 7 + 1; week++) {
            LocalDate begin = monday.minus(week, ChronoUnit.WEEKS);
            for (String parent : List.of("call_events", "utterances")) {
                sql.sql("""
                    do $$
                    declare part text := '%1$s' || to_char(date '%2$s', '"_"IYYY"w"IW');
                    begin
                        execute format('create table voiceops.%%I partition of voiceops.%1$s for values from (%%L) to (%%L)',
                            part, voiceops.week_floor(timestamptz '%2$s 00:00Z'), voiceops.week_floor(timestamptz '%3$s 00:00Z'));
                        execute format('alter table voiceops.%%I enable row level security', part);
                        execute format('alter table voiceops.%%I force row level security', part);
                    end $$\
                    """.formatted(parent, begin, begin.plusWeeks(1))).update();
            }
        }
    }

    private static final String FILL = """
        insert into calls (tenant_id, id, twilio_call_sid, from_number, to_number, agent_id, version_id, trace_id, simulated,
                           state, outcome, end_reason, ended_by, created_at, answered_at, ended_at)
        select a.tenant,
               (lpad(to_hex((extract(epoch from c.at) * 1000)::bigint), 12, '0') || '7' || substr(c.hash, 1, 3) || '8'
                   || substr(c.hash, 4, 15))::uuid,
               'CA' || c.hash, '+1555' || lpad((c.n % 5000000)::text, 7, '0'), a.number, a.agent, repeat('0', 64), c.hash, true,
               'ended', (array['resolved', 'resolved', 'resolved', 'handed_off', 'abandoned', 'unknown'])[1 + c.n % 6],
               (array['agent_goodbye', 'caller_hangup', 'caller_hangup', 'transferred', 'silence', 'max_duration'])[1 + c.n % 6],
               'connector', c.at, c.at + interval '2 seconds', c.at + interval '30 seconds' + (c.n % 240) * interval '1 second'
        from (select n, now() - interval '1 hour' - random() * interval ':days days' as at,
                     md5(n::text) as hash, power(random(), 2) as place
              from generate_series(1, :calls) n) c
        join public.agents_to_call a on a.n = least(:agents - 1, floor(c.place * :agents)::int)
        order by c.at;
        insert into call_journals (tenant_id, call_id, last_seq, last_n, last_utterance)
        select tenant_id, id, :events, :events, 12 from calls;
        insert into call_events (tenant_id, call_id, seq, at, mono_ms, type, payload)
        select c.tenant_id, c.id, s, c.created_at + s * (c.ended_at - c.created_at) / :events, s * 500,
               case when s = :events then 'runtime.call_ended' when s = :events - 1 then 'runtime.usage'
                    when s % 20 = 0 then 'runtime.llm_answered' when s % 50 = 7 then 'runtime.voice_barge_in_detected'
                    when s % 3 = 0 then 'runtime.voice_stt_transcript' else 'runtime.stage' end,
               case when s = :events then jsonb_build_object('end_reason', c.end_reason, 'outcome', c.outcome, 'ended_by', 'connector')
                    when s = :events - 1 then jsonb_build_object('stt_model', 'nova-3', 'stt_audio_ms', 90000, 'tts_model', 'coda',
                                                              'tts_characters', 900)
                    when s % 20 = 0 then jsonb_build_object('model', 'gpt-4.1-mini', 'prompt_tokens', 700, 'cached_tokens', 500,
                                                             'completion_tokens', 40, 'turn', s / 20)
                    when s % 3 = 0 then jsonb_build_object('text', 'and I would like to know where my order is ' || s, 'final',
                                                            s % 6 = 0, 'turn', s / 20, 'confidence', 0.93)
                    else jsonb_build_object('turn', s / 20, 'stage', 'voice', 'from_ms', s * 500, 'to_ms', s * 500 + 180) end
        from (select * from calls order by id) c cross join generate_series(1, :events) s;
        insert into utterances (tenant_id, call_id, seq, turn, speaker, generated, heard, heard_by, interrupted, started_ms, ended_ms)
        select c.tenant_id, c.id, s, s / 2, (array['caller', 'agent'])[1 + s % 2], w.words, w.words,
               (array['recognised', 'played_out'])[1 + s % 2], false, s * 5000, s * 5000 + 2500
        from (select * from calls order by id) c cross join generate_series(1, 12) s
        cross join lateral (select 'This is what was said in turn ' || s || ', a sentence of a usual length.' as words) w;
        insert into turns (tenant_id, call_id, fencing_token, turn, started, speech_end, first_audio, ended, endpointing_ms, model_ms,
            writing_ms, tool_ms, holding_ms, voice_ms, playout_ms, unattributed_ms, interrupted, clock_error, spans, tools)
        select c.tenant_id, c.id, 1, t, t * 10000, t * 10000, t * 10000 + 500 + (t * 131 + abs(hashtext(c.trace_id))) % 900,
               t * 10000 + 4000, 300, 400, 0, 0, 0, 200, 3000, 100, false, false, '[]', '[]'
        from calls c cross join generate_series(1, 6) t;
        insert into call_metrics (tenant_id, call_id, agent_id, version_id, began_at, ended_at, answered, outcome, end_reason, handoff,
            duration_ms, turns, barge_ins, response_ms_p50, response_ms_max, responses_ms, response_turns, cost_usd, cost_lines,
            priced_lines, projected_seq, projected_n)
        select c.tenant_id, c.id, c.agent_id, c.version_id, c.created_at, c.ended_at, true, c.outcome, c.end_reason,
               case when c.outcome = 'handed_off' then 'planned' end,
               (extract(epoch from c.ended_at - c.answered_at) * 1000)::bigint, 6, 1, 900, 1300, r.ms, 6, 0.041, 6, 6, :events, :events
        from calls c cross join lateral (
            select array_agg((500 + (t * 131 + abs(hashtext(c.trace_id))) % 900)::int) as ms from generate_series(1, 6) t) r
        order by c.id offset :unprojected;
        """;

    /** Has all days of all tenants counted anew; returns how many days of an agent and version. */
    public int countDays() {
        int counted = 0;
        for (Specimen tenant : tenants()) {
            counted += db().tenant(tenant.tenant(), Specimen.TESTER, Kpis::recountAll);
            int some;
            do {
                some = db().tenant(tenant.tenant(), Specimen.TESTER, tx -> Kpis.count(tx, BATCH));
            } while (some == BATCH);
        }
        return counted;
    }

    /** What the records take. */
    public Size size() {
        return sql.sql("""
            select (select sum(pg_total_relation_size(c.oid)) from pg_class c
                    where c.relnamespace = 'voiceops'::regnamespace and c.relkind = 'r'
                      and c.relname ~ '^(calls|call_journals|call_events|utterances|turns|call_metrics)') as bytes,
                   sum(extract(epoch from ended_at - answered_at)) / 60 as minutes, count(*) as calls,
                   (select count(*) from voiceops.call_events) as events
            from voiceops.calls\
            """)
                .query((row, number) -> new Size(
                        row.getLong("bytes"), row.getDouble("minutes"), row.getLong("calls"), row.getLong("events")))
                .single();
    }

    /** The rival of the journal: one row of call_events to a statement and a commit, by a role without policies. */
    public void insertSingly(TenantId tenant, java.util.UUID call, int rows, String payload) {
        try (var connection = server.superuser(NAME).getConnection();
                var statement = connection.prepareStatement("""
                    insert into voiceops.call_events (tenant_id, call_id, seq, at, mono_ms, type, payload)
                    values (?, ?, ?, now(), 1, 'test.event', ?::jsonb)\
                    """)) {
            for (int seq = 1; seq <= rows; seq++) {
                statement.setObject(1, tenant.value());
                statement.setObject(2, call);
                statement.setLong(3, seq);
                statement.setString(4, payload);
                statement.executeUpdate();
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // what is on disk already need not be written while the server is given five seconds to stop
        sql.sql("checkpoint").update();
        database.close();
        server.close();
    }
}
