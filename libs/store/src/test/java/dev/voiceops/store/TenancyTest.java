package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenancyTest {
    private static TestDatabase database;
    private static Db db;
    private static Specimen one;
    private static Specimen other;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        one = Specimen.plant(db);
        other = Specimen.plant(db);
        one.call();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void the_session_itself_may_read_nothing() throws SQLException {
        try (Connection session = session()) {
            assertThatThrownBy(() -> run(session, "select * from voiceops.calls"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(session, "select * from voiceops.users"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void the_session_may_not_become_the_owner() throws SQLException {
        try (Connection session = session()) {
            assertThatThrownBy(() -> run(session, "set role voiceops_owner"))
                    .hasMessageContaining("permission denied to set role");
        }
    }

    @Test
    void a_tenant_role_without_a_tenant_is_an_error_and_never_all_rows() throws SQLException {
        try (Connection session = session()) {
            run(session, "set role voiceops_tenant");
            assertThatThrownBy(() -> run(session, "select * from calls"))
                    .hasMessageContaining("unrecognized configuration parameter");
            run(session, "select set_config('app.tenant', '', false)");
            assertThatThrownBy(() -> run(session, "select * from calls"))
                    .hasMessageContaining("invalid input syntax for type uuid");
        }
    }

    @Test
    void another_tenant_reads_none_of_the_rows() {
        List<Call> ownCalls = db.tenant(one.tenant(), TESTER, tx -> Calls.list(tx, null, 10));
        List<Call> otherCalls = db.tenant(other.tenant(), TESTER, tx -> Calls.list(tx, null, 10));
        Optional<Agent> agent = db.tenant(other.tenant(), TESTER, tx -> Agents.find(tx, one.agent()));
        Tenant itself = db.tenant(other.tenant(), TESTER, Tenants::own);
        assertThat(ownCalls).isNotEmpty();
        assertThat(otherCalls).isEmpty();
        assertThat(agent).isEmpty();
        assertThat(itself.id()).isEqualTo(other.tenant());
    }

    @Test
    void another_tenants_rows_cannot_be_changed() {
        int changed = db.tenant(
                other.tenant(),
                TESTER,
                tx -> tx.sql(
                                "update calls set handoff_reason = 'stolen' where tenant_id = ?",
                                one.tenant().value())
                        .update());
        assertThat(changed).isZero();
    }

    @Test
    void a_row_cannot_be_written_for_another_tenant() {
        assertThatThrownBy(() -> db.tenant(
                        other.tenant(),
                        TESTER,
                        tx -> tx.sql(
                                        "insert into agents (tenant_id, id, name) values (?, ?, 'smuggled')",
                                        one.tenant().value(),
                                        AgentId.create().value())
                                .update()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.DENIED))
                .hasStackTraceContaining("violates row-level security policy");
    }

    @Test
    void a_call_cannot_point_at_another_tenants_agent() {
        InboundCall own = other.ringing();
        InboundCall stolen = new InboundCall(
                own.id(),
                own.twilioCallSid(),
                null,
                null,
                one.agent(),
                own.version(),
                own.traceId(),
                true,
                own.createdAt());
        assertThatThrownBy(() -> db.tenant(other.tenant(), TESTER, tx -> Calls.insertInbound(tx, stolen)))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.code()).isEqualTo(StoreException.Code.MISSING_REFERENCE));
    }

    @Test
    void a_call_sid_of_another_tenant_is_a_conflict_and_tells_nothing() {
        InboundCall first = one.ringing();
        db.tenant(one.tenant(), TESTER, tx -> Calls.insertInbound(tx, first));
        InboundCall own = other.ringing();
        InboundCall same = new InboundCall(
                own.id(),
                first.twilioCallSid(),
                null,
                null,
                own.agent(),
                own.version(),
                own.traceId(),
                true,
                own.createdAt());
        assertThatThrownBy(() -> db.tenant(other.tenant(), TESTER, tx -> Calls.insertInbound(tx, same)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.CONFLICT));
    }

    @Test
    void only_the_platform_sees_people_and_the_platform_sees_all_tenants() {
        List<Tenant> tenants = db.platform(TEST, TESTER, Tenants::list);
        assertThat(tenants).extracting(Tenant::id).contains(one.tenant(), other.tenant());
        assertThatThrownBy(() -> db.tenant(
                        one.tenant(),
                        TESTER,
                        tx -> tx.sql("select id from users").query(String.class).list()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.DENIED));
    }

    @Test
    void ten_thousand_interleaved_checkouts_leak_no_context() throws Exception {
        List<Specimen> specimens = List.of(one, other, Specimen.plant(db), Specimen.plant(db));
        AtomicInteger checkouts = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                runs.add(threads.submit(() -> {
                    while (checkouts.incrementAndGet() <= 10_000) {
                        checkOut(specimens.get(ThreadLocalRandom.current().nextInt(specimens.size())));
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        assertThat(checkouts.get()).isGreaterThan(10_000);
    }

    private static void checkOut(Specimen specimen) {
        switch (ThreadLocalRandom.current().nextInt(3)) {
            case 0 ->
                db.platform(TEST, TESTER, tx -> {
                    assertThat(setting(tx)).isEqualTo("voiceops_platform|");
                    return 0;
                });
            case 1 ->
                assertThatThrownBy(() -> db.tenant(specimen.tenant(), TESTER, tx -> {
                            throw new IllegalStateException("rolled back");
                        }))
                        .isInstanceOf(IllegalStateException.class);
            default ->
                db.tenant(specimen.tenant(), TESTER, tx -> {
                    assertThat(setting(tx)).isEqualTo("voiceops_tenant|" + specimen.tenant());
                    assertThat(Agents.list(tx)).extracting(Agent::id).containsExactly(specimen.agent());
                    return 0;
                });
        }
    }

    private static String setting(Tx tx) {
        return tx.sql("select current_user || '|' || current_setting('app.tenant')")
                .query(String.class)
                .single();
    }

    @Test
    void between_transactions_a_pooled_session_is_nobody() {
        String pid = db.tenant(
                one.tenant(),
                TESTER,
                tx -> tx.sql("select pg_backend_pid()").query(String.class).single());
        String role = SuperUser.of(database)
                .one("select usename from pg_stat_activity where pid = ?::int and state = 'idle'", pid);
        assertThat(role).isEqualTo("voiceops_login");
    }

    private static Connection session() throws SQLException {
        return Database.source(database.server().login(database.name()), Duration.ofSeconds(10))
                .getConnection();
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
