package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A query that forgets the tenant: what comes back, and what changes, is the own tenant's all the same. Every tenant table of the
 * catalog, with a row of each tenant in it, so that a new table is tried without being named here.
 */
class IsolationTest {
    private static final TenantId A = TenantId.create();
    private static final TenantId B = TenantId.create();
    private static TestDatabase database;
    private static SuperUser owner;
    private static Db db;
    private static List<String> tables;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        owner = SuperUser.of(database);
        db = database.db();
        Furnished furnished = new Furnished(owner);
        tables = furnished.tables();
        furnished.row(A, "ofA");
        furnished.row(B, "ofB");
        furnished.row(B, "ofB");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void there_are_rows_of_both_tenants_in_every_table() {
        assertThat(tables).hasSizeGreaterThan(25).contains("calls", "tenants", "audit_details", "utterances");
        for (String table : tables) {
            assertThat(truth(table, B)).as(table).isBetween(1, 2);
            assertThat(truth(table, A)).as(table).isEqualTo(1);
        }
    }

    @Test
    void a_select_without_a_predicate_brings_no_foreign_row() {
        for (String table : readableBy("voiceops_tenant")) {
            String column = Furnished.tenantColumn(table);
            List<String> whose = db.tenant(
                    B,
                    TESTER,
                    tx -> tx.sql("select " + column + "::text from " + table)
                            .query(String.class)
                            .list());
            assertThat(whose).as(table).isNotEmpty().containsOnly(B.toString());
            assertThat(db.<Integer>tenant(
                            B,
                            TESTER,
                            tx -> tx.sql("select count(*) from " + table + " where " + column + " = ?", A.value())
                                    .query(Integer.class)
                                    .single()))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void the_portal_brings_no_foreign_row_either() {
        List<String> shown = readableBy("voiceops_reader");
        assertThat(shown).contains("calls", "utterances");
        for (String table : shown) {
            String column = Furnished.tenantColumn(table);
            List<String> whose = db.portal(
                    B,
                    TESTER,
                    tx -> tx.sql("select " + column + "::text from " + table)
                            .query(String.class)
                            .list());
            assertThat(whose).as(table).isNotEmpty().containsOnly(B.toString());
        }
    }

    @Test
    void a_join_over_everything_without_a_predicate_brings_no_foreign_row() {
        List<String> readable = readableBy("voiceops_tenant");
        for (String one : readable) {
            String other = readable.get((readable.indexOf(one) + 1) % readable.size());
            String query = "select a.%s::text || b.%s from %s a cross join %s b"
                    .formatted(Furnished.tenantColumn(one), Furnished.tenantColumn(other), one, other);
            List<String> pairs =
                    db.tenant(B, TESTER, tx -> tx.sql(query).query(String.class).list());
            assertThat(pairs).as(query).isNotEmpty().allMatch(ids -> !ids.contains(A.toString()));
        }
    }

    @Test
    void an_update_or_delete_without_a_predicate_leaves_foreign_rows_alone() {
        for (String table : tables) {
            String before = content(table);
            for (String column : owner.list("""
                            select a.attname::text from pg_attribute a
                            where a.attrelid = ('voiceops.' || ?)::regclass and a.attnum > 0 and not a.attisdropped
                              and a.attgenerated = ''
                              and has_column_privilege('voiceops_tenant', a.attrelid, a.attnum, 'UPDATE')""", table)) {
                attempt("update " + table + " set " + column + " = " + column);
            }
            if (may("voiceops_tenant", table, "DELETE")) attempt("delete from " + table);
            assertThat(content(table)).as(table).isEqualTo(before);
        }
    }

    @Test
    void a_row_cannot_be_written_for_or_moved_to_another_tenant() {
        for (String table : tables) {
            String column = Furnished.tenantColumn(table);
            if (may("voiceops_tenant", table, "INSERT")) {
                refused(table, "insert into " + table + " (" + column + ") values ('" + A + "')");
            }
            if (may("voiceops_tenant", table, "UPDATE")) {
                attempt("update " + table + " set " + column + " = '" + A + "'");
            }
            assertThat(truth(table, A)).as(table).isEqualTo(1);
        }
    }

    /** Runs it as B and takes it back again, whether it went well or not; what foreign rows saw of it is asked inside. */
    private static void attempt(String statement) {
        assertThatThrownBy(() -> db.tenant(B, TESTER, tx -> {
                    int changed = tx.sql(statement).update();
                    throw new TakeBack(changed);
                }))
                .as(statement)
                .isInstanceOfAny(StoreException.class, TakeBack.class)
                .satisfies(e -> {
                    if (e instanceof TakeBack done)
                        assertThat(done.changed).as(statement).isLessThanOrEqualTo(2);
                });
    }

    private static final class TakeBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int changed;

        TakeBack(int changed) {
            this.changed = changed;
        }
    }

    private static void refused(String table, String statement) {
        assertThatThrownBy(() -> db.tenant(B, TESTER, tx -> tx.sql(statement).update()))
                .as(table)
                .isInstanceOf(StoreException.class);
    }

    private static List<String> readableBy(String role) {
        return tables.stream()
                .filter(table -> owner.one(
                                "select has_column_privilege(?, ('voiceops.' || ?)::regclass, ?, 'SELECT')::text",
                                role,
                                table,
                                Furnished.tenantColumn(table))
                        .equals("true"))
                .toList();
    }

    private static boolean may(String role, String table, String right) {
        return owner.one("select has_table_privilege(?, ('voiceops.' || ?)::regclass, ?)::text", role, table, right)
                .equals("true");
    }

    private static int truth(String table, TenantId tenant) {
        return Integer.parseInt(owner.one(
                "select count(*)::text from voiceops." + table + " where " + Furnished.tenantColumn(table) + " = ?",
                tenant.value()));
    }

    private static String content(String table) {
        return owner.one(
                "select coalesce(string_agg(t::text, '|'), '') from voiceops." + table + " t where "
                        + Furnished.tenantColumn(table) + " = ?",
                A.value());
    }
}
