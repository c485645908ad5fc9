package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The policies must not cost the indexes: with sequential scans made dear, none may be left in the hot queries. */
class PlansTest {
    private static TestDatabase database;
    private static Db db;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        specimen = Specimen.plant(db);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_timeline_is_read_by_the_key_of_one_partition() {
        String plan = tenantPlan("select * from call_events where call_id = '" + CallId.create()
                + "' and seq > 10 order by seq limit 50");
        assertThat(plan).containsPattern("Index Scan using call_events_\\d{4}w\\d\\d_pkey");
        assertThat(plan)
                .contains("Index Cond: ((tenant_id = ")
                .containsOnlyOnce("_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void a_call_is_found_by_key_and_the_newest_are_listed_without_sorting() {
        assertThat(tenantPlan("select * from calls where id = '" + CallId.create() + "'"))
                .contains("Index Scan")
                .doesNotContain("Seq Scan");
        assertThat(tenantPlan("select * from calls order by id desc limit 50"))
                .contains("Index Scan Backward")
                .doesNotContain("Sort");
    }

    @Test
    void due_messages_dispatches_and_leases_are_found_by_their_indexes() {
        assertThat(platformPlan("select * from outbox where dead_at is null and available_at <= clock_timestamp()"
                        + " order by available_at limit 20"))
                .contains("outbox_ready");
        assertThat(platformPlan("select * from runtime_dispatches where state = 'pending' and expires_at <= now()"))
                .contains("runtime_dispatches_pending");
        assertThat(platformPlan("select * from runtime_dispatches where state = 'claimed' and lease_until < now()"))
                .contains("runtime_dispatches_leased");
        assertThat(platformPlan("select * from runtime_dispatches where id = '" + DispatchId.create() + "'"))
                .contains("runtime_dispatches_id_key");
    }

    private static String tenantPlan(String query) {
        return db.tenant(specimen.tenant(), TESTER, tx -> plan(tx, query));
    }

    private static String platformPlan(String query) {
        return db.platform(TEST, TESTER, tx -> plan(tx, query));
    }

    private static String plan(Tx tx, String query) {
        tx.sql("set local enable_seqscan = off").update();
        tx.sql("set local enable_bitmapscan = off").update();
        List<String> lines =
                tx.sql("explain (costs off) " + query).query(String.class).list();
        return String.join("\n", lines);
    }
}
