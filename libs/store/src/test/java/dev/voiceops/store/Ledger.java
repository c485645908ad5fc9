package dev.voiceops.store;

import dev.voiceops.store.testing.PastCalls;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.util.List;

/** Puts ended calls of any age on record, in bulk and with everything a call leaves, and lets time pass. */
record Ledger(TestDatabase database, SuperUser all, Specimen specimen) {
    static Ledger open(TestDatabase database) {
        return new Ledger(database, SuperUser.of(database), Specimen.plant(database.db()));
    }

    /** Calls of this caller that began so long ago; each with 3 events, 2 utterances and a recording. */
    List<CallId> calls(int count, String caller, Duration age) {
        return past().plant(count, caller, age, PastCalls.Traces.USUAL);
    }

    /** Makes everything older. */
    void pass(Duration time) {
        past().pass(time);
    }

    PastCalls past() {
        return new PastCalls(database.superuser(), specimen);
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
