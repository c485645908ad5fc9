package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The portal's door: reads its own tenant's rows, and nothing else by right. */
class PortalTest {
    private static TestDatabase database;
    private static SuperUser catalog;
    private static Db db;
    private static Specimen own;
    private static Specimen other;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        catalog = SuperUser.of(database);
        db = database.db();
        own = Specimen.plant(db);
        other = Specimen.plant(db);
        own.call();
        other.call();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void it_sees_the_own_tenants_rows_and_no_others() {
        List<String> tenants = db.portal(
                own.tenant(),
                TESTER,
                tx -> tx.sql("select tenant_id::text from calls union all select id::text from tenants")
                        .query(String.class)
                        .list());
        assertThat(tenants).hasSize(2).containsOnly(own.tenant().toString());
    }

    @Test
    void every_write_to_every_table_is_refused_by_the_database() {
        List<String> tables = catalog.list("""
                select c.relname from pg_class c
                where c.relnamespace = 'voiceops'::regnamespace and c.relkind in ('r', 'p')""");
        assertThat(tables).hasSizeGreaterThan(30);
        for (String table : tables) {
            for (String write : List.of("delete from " + table, "insert into " + table + " default values")) {
                refused(write);
            }
            String column = catalog.list("""
                            select attname from pg_attribute
                            where attrelid = ('voiceops.' || ?)::regclass and attnum > 0 and not attisdropped limit 1""", table).getFirst();
            refused("update " + table + " set " + column + " = null");
        }
    }

    @Test
    void what_was_not_granted_cannot_be_read_either() {
        for (String read : List.of(
                "select generated from utterances",
                "select connector_id from calls",
                "select * from calls",
                "select total_cost_usd from daily_kpis",
                "select 1 from agent_versions",
                "select 1 from tool_executions",
                "select 1 from users",
                "select 1 from audit_events")) {
            refused(read);
        }
    }

    @Test
    void it_leaves_a_trace_of_reading_and_of_nothing_else() {
        db.portal(own.tenant(), TESTER, tx -> {
            Audit.appendReading(tx, AuditAction.TRANSCRIPT_READ, new Audit.Target("call", "7"));
            return 0;
        });
        assertThat(catalog.list(
                        "select action || ' ' || target_id || ' ' || actor from voiceops.audit_events where tenant_id = ?",
                        own.tenant().value()))
                .containsExactly("call.transcript_read 7 service:test");
        assertThat(catalog.one("""
                        select (commitment = sha256(salt || convert_to(detail, 'UTF8')))::text
                        from voiceops.audit_events join voiceops.audit_details using (tenant_id, seq)
                        where tenant_id = ?""", own.tenant().value())).isEqualTo("true");
        assertThatThrownBy(() -> db.portal(own.tenant(), TESTER, tx -> {
                    Audit.appendReading(tx, AuditAction.HOLD_RELEASED, new Audit.Target("hold", "7"));
                    return 0;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.INVALID));
    }

    private static void refused(String statement) {
        assertThatThrownBy(() -> db.portal(
                        own.tenant(),
                        TESTER,
                        tx -> tx.sql(statement).query().listOfRows().size()))
                .as(statement)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.code()).as(statement).isEqualTo(StoreException.Code.DENIED));
    }
}
