package dev.voiceops.store;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.util.List;

/** Puts ended calls of any age on record, in bulk and with everything a call leaves, and lets time pass. */
record Ledger(TestDatabase database, SuperUser all, Specimen specimen) {
    static Ledger open(TestDatabase database) {
        return new Ledger(database, SuperUser.of(database), Specimen.plant(database.db()));
    }

    /** Calls of this caller that began so long ago; each with 3 events, 2 utterances, a turn, a tool and a recording. */
    List<CallId> calls(int count, String caller, Duration age) {
        String tenant = specimen.tenant().toString();
        List<CallId> ids =
                java.util.stream.Stream.generate(CallId::create).limit(count).toList();
        String list =
                String.join(",", ids.stream().map(id -> "'" + id + "'::uuid").toList());
        String id = "unnest(array[" + list + "])";
        all.run("""
                insert into voiceops.calls (tenant_id, id, twilio_call_sid, from_number, to_number, agent_id, version_id, trace_id,
                    simulated, state, outcome, end_reason, ended_by, created_at, ended_at)
                select '%s', id, 'CA' || replace(id::text, '-', ''), '%s', '%s', '%s', '%s', replace(id::text, '-', ''), true,
                    'ended', 'resolved', 'caller_hangup', 'connector', now() - interval '%d ms', now() - interval '%d ms'
                from %s as id""".formatted(
                        tenant,
                        caller,
                        specimen.number(),
                        specimen.agent(),
                        specimen.version(),
                        age.toMillis(),
                        age.toMillis(),
                        id));
        all.run(
                "insert into voiceops.call_journals (tenant_id, call_id, last_seq, last_n) select '%s', id, 3, 6 from %s as id"
                        .formatted(tenant, id));
        all.run("""
                insert into voiceops.call_events (tenant_id, call_id, seq, at, mono_ms, type, payload)
                select '%s', id, n, now(), n, 'runtime.voice_stt_transcript', jsonb_build_object('words', 'hush ' || id || n)
                from %s as id, generate_series(1, 3) as n""".formatted(tenant, id));
        all.run("""
                insert into voiceops.utterances (tenant_id, call_id, seq, turn, speaker, generated, heard, heard_by, interrupted,
                    started_ms, ended_ms)
                select '%s', id, n, n, 'caller', 'hush', 'hush', 'recognised', false, 0, 1
                from %s as id, generate_series(1, 2) as n""".formatted(tenant, id));
        all.run("""
                insert into voiceops.recordings (tenant_id, id, call_id, key, sha256, bytes, duration_ms, channels)
                select '%s', gen_random_uuid(), id, id || '.wav', repeat('ab', 32), 1000, 60, 2 from %s as id""".formatted(tenant, id));
        all.run(
                "insert into voiceops.call_metrics (tenant_id, call_id, duration_ms, turns) select '%s', id, 60000, 2 from %s as id"
                        .formatted(tenant, id));
        return ids;
    }

    /** Makes everything older. */
    void pass(Duration time) {
        String ago = "interval '" + time.toMillis() + " ms' where tenant_id = '" + specimen.tenant() + "'";
        all.run("update voiceops.calls set created_at = created_at - " + ago);
        all.run(
                "update voiceops.legal_holds set from_at = from_at - interval '%d ms', until_at = until_at - interval '%d ms',"
                                .formatted(time.toMillis(), time.toMillis())
                        + " protects_until = protects_until - " + ago);
    }

    /** Rows of a table that belong to the tenant. */
    long rows(String table) {
        return Long.parseLong(all.one(
                "select count(*)::text from voiceops." + table + " where tenant_id = '" + specimen.tenant() + "'"));
    }

    /** The ids of the calls whose content is there, in every table alike; an error when tables disagree. */
    List<CallId> alive() {
        String of = "where tenant_id = '" + specimen.tenant() + "'";
        List<String> calls =
                all.list("select id::text from voiceops.calls " + of + " and purged_at is null order by id");
        for (String table : List.of("call_events", "utterances", "recordings", "call_journals")) {
            List<String> rows =
                    all.list("select distinct call_id::text as id from voiceops." + table + " " + of + " order by id");
            if (!rows.equals(calls)) {
                throw new AssertionError(table + " and calls disagree: " + rows.size() + " and " + calls.size());
            }
        }
        return calls.stream().map(CallId::parse).toList();
    }
}
