package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DroppedWeeksTest {
    private static final String CALLER = "+15551230001";
    private static TestDatabase database;
    private static Db db;
    private static Ledger ledger;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        ledger = Ledger.open(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void only_empty_past_weeks_are_dropped() {
        SuperUser all = ledger.all();
        for (String parent : List.of("call_events", "utterances")) {
            for (String week : List.of("2026-01-05", "2026-01-12")) {
                String name = parent + (week.equals("2026-01-05") ? "_2026w02" : "_2026w03");
                all.run(("create table voiceops.%s partition of voiceops.%s for values from (voiceops.week_floor('%s'))"
                                + " to (voiceops.week_floor('%s'::timestamptz + interval '7 days'))")
                        .formatted(name, parent, week, week));
                all.run("alter table voiceops." + name + " owner to voiceops_owner");
                all.run("alter table voiceops." + name + " enable row level security");
                all.run("alter table voiceops." + name + " force row level security");
            }
        }
        CallId call = new CallId(
                Uuid7.at(java.time.Instant.parse("2026-01-07T12:00:00Z").toEpochMilli()));
        db.tenant(ledger.specimen().tenant(), TESTER, tx -> {
            InboundCall ringing = ledger.specimen().ringing();
            return Calls.insertInbound(
                    tx,
                    new InboundCall(
                            call,
                            ringing.twilioCallSid(),
                            CALLER,
                            ringing.to(),
                            ringing.agent(),
                            ringing.version(),
                            ringing.traceId(),
                            true,
                            java.time.Instant.parse("2026-01-07T12:00:00Z")));
        });
        all.run(
                "insert into voiceops.call_events (tenant_id, call_id, seq, at, type, payload) values ('%s', '%s', 1, now(), 'a', '{}')"
                        .formatted(ledger.specimen().tenant(), call));
        db.platform(TEST, TESTER, tx -> {
            Partitions.dropEmptied(tx, java.time.Instant.parse("2026-02-01T00:00:00Z"));
            return 0;
        });
        assertThat(all.list("""
                        select relname from pg_class where relispartition and relkind = 'r' and relname like '%_2026w0%'""")).containsExactly("call_events_2026w02");
        assertThat(all.list("select polname::text from pg_policy where polname = 'counting'"))
                .isEmpty();
    }
}
