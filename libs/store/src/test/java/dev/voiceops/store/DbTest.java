package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DbTest {
    private static TestDatabase database;
    private static Db db;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_transaction_says_who_it_is_in_the_database() {
        Specimen specimen = Specimen.plant(db);
        String tenantSide = db.tenant(specimen.tenant(), TESTER, DbTest::identity);
        String platformSide = db.platform(new Reason("look around"), TESTER, DbTest::identity);
        assertThat(tenantSide).isEqualTo("voiceops_tenant|" + specimen.tenant() + "|service:test|");
        assertThat(platformSide).isEqualTo("voiceops_platform||service:test|look around");
    }

    private static String identity(Tx tx) {
        return tx.sql("""
                        select concat_ws('|', current_user, current_setting('app.tenant'), current_actor(),
                                         current_setting('app.reason'))""").query(String.class).single();
    }

    @Test
    void work_that_throws_leaves_nothing_behind() {
        Specimen specimen = Specimen.plant(db);
        AgentId agent = AgentId.create();
        assertThatThrownBy(() -> db.tenant(specimen.tenant(), TESTER, tx -> {
                    Agents.insert(tx, agent, "Gone");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        Optional<Agent> found = db.tenant(specimen.tenant(), TESTER, tx -> Agents.find(tx, agent));
        assertThat(found).isEmpty();
    }

    @Test
    void a_transaction_is_useless_after_its_work_and_on_other_threads() {
        Specimen specimen = Specimen.plant(db);
        TenantTx kept = db.tenant(specimen.tenant(), TESTER, tx -> {
            AtomicReference<Throwable> elsewhere = new AtomicReference<>();
            Thread thread = Thread.ofPlatform().start(() -> elsewhere.set(failureOf(() -> Agents.list(tx))));
            join(thread);
            assertThat(elsewhere.get()).isInstanceOf(IllegalStateException.class);
            return tx;
        });
        assertThatThrownBy(() -> Agents.list(kept)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_transaction_within_a_transaction_is_refused() {
        assertThatThrownBy(() -> db.platform(TEST, TESTER, outer -> db.platform(TEST, TESTER, Tenants::list)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already open");
    }

    @Test
    void failures_carry_a_code_and_no_data() {
        Specimen specimen = Specimen.plant(db);
        PhoneNumber taken = new PhoneNumber(NumberId.create(), specimen.number(), null, null, null);
        assertThatThrownBy(() -> db.tenant(specimen.tenant(), TESTER, tx -> {
                    Numbers.insert(tx, taken);
                    return 0;
                }))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.code()).isEqualTo(StoreException.Code.CONFLICT);
                    assertThat(e).hasMessageContaining("phone_numbers_e164_key");
                    assertThat(allMessages(e)).doesNotContain(specimen.number());
                });
    }

    @Test
    void repeatable_work_runs_again_after_a_serialization_failure_and_other_work_does_not() {
        AtomicInteger runs = new AtomicInteger();
        String done = db.platform(TEST, TESTER, Work.repeatable(tx -> failTwice(tx, runs)));
        assertThat(done).isEqualTo("done");
        assertThat(runs).hasValue(3);
        runs.set(0);
        assertThatThrownBy(() -> db.platform(TEST, TESTER, tx -> failTwice(tx, runs)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.CONTENTION));
        assertThat(runs).hasValue(1);
    }

    private static String failTwice(PlatformTx tx, AtomicInteger runs) {
        if (runs.incrementAndGet() < 3) {
            tx.sql("do $$ begin raise exception 'collision' using errcode = '40001'; end $$")
                    .update();
        }
        return "done";
    }

    @Test
    void a_connection_that_dies_with_the_commit_leaves_the_outcome_unknown() {
        assertThatThrownBy(() -> db.platform(TEST, TESTER, tx -> {
                    killBackendOf(tx);
                    return 0;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.OUTCOME_UNKNOWN));
        String recovered = db.platform(TEST, TESTER, tx -> "and the pool recovers");
        assertThat(recovered).isEqualTo("and the pool recovers");
    }

    @Test
    void a_connection_that_dies_in_the_middle_leaves_nothing_written_and_tells_why() {
        Specimen specimen = Specimen.plant(db);
        AgentId agent = AgentId.create();
        assertThatThrownBy(() -> db.tenant(specimen.tenant(), TESTER, tx -> {
                    Agents.insert(tx, agent, "Gone");
                    killBackendOf(tx);
                    return Agents.find(tx, agent);
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE));
        assertThatThrownBy(() -> db.tenant(specimen.tenant(), TESTER, tx -> {
                    killBackendOf(tx);
                    throw new IllegalStateException("the work's own reason");
                }))
                .hasMessage("the work's own reason");
        Optional<Agent> found = db.tenant(specimen.tenant(), TESTER, tx -> Agents.find(tx, agent));
        assertThat(found).isEmpty();
    }

    /** Whether the pool looks at a connection before it hands it out depends on how long it rested. */
    @Test
    void a_connection_that_died_in_the_pool_is_replaced_or_told_as_unavailable() {
        try (TestDatabase small = TestDatabase.create(1)) {
            for (int i = 0; i < 10; i++) {
                int pid = small.db()
                        .platform(
                                TEST,
                                TESTER,
                                tx -> tx.sql("select pg_backend_pid()")
                                        .query(Integer.class)
                                        .single());
                SuperUser.of(small).one("select pg_terminate_backend(" + pid + ", 5000)::text");
                try {
                    small.db().platform(TEST, TESTER, Tenants::list);
                } catch (StoreException e) {
                    assertThat(e.code()).as("%s", e.getCause()).isEqualTo(StoreException.Code.UNAVAILABLE);
                }
            }
        }
    }

    private static void killBackendOf(Tx tx) {
        int pid = tx.sql("select pg_backend_pid()").query(Integer.class).single();
        SuperUser.of(database).one("select pg_terminate_backend(" + pid + ", 5000)::text");
    }

    private static Throwable failureOf(Runnable work) {
        try {
            work.run();
            return new AssertionError("nothing was thrown");
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String allMessages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }
}
