package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Audit.Target CALL = new Audit.Target("call", "42");
    private static final HexFormat HEX = HexFormat.of();
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
    void a_deed_and_its_entry_are_committed_together_or_not_at_all() {
        Specimen specimen = Specimen.plant(db);
        assertThatThrownBy(() -> db.tenant(specimen.tenant(), TESTER, tx -> {
                    Audit.append(tx, AuditAction.TRANSCRIPT_READ, CALL);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        append(specimen, AuditAction.TRANSCRIPT_READ, "{}");
        assertThat(chain(specimen.tenant())).hasSize(1);
    }

    @Test
    void an_entry_says_who_when_and_why_whatever_the_writer_claims() {
        Specimen specimen = Specimen.plant(db);
        db.platform(new Reason("purge old calls"), TESTER, tx -> {
            tx.sql("""
                            insert into audit_events (tenant_id, seq, at, actor, reason, action, target_kind, target_id,
                                                      commitment, prev_hash, hash)
                            values (?, 99, '2000-01-01', 'user:forged', 'forged', 'call.purge', 'call', '1',
                                    sha256(''), sha256('x'), sha256('y'))""", specimen.tenant().value()).update();
            return 0;
        });
        Map<String, Object> entry = chain(specimen.tenant()).getFirst();
        assertThat(entry)
                .containsEntry("seq", 1L)
                .containsEntry("actor", "service:test")
                .containsEntry("reason", "purge old calls");
        assertThat(String.valueOf(entry.get("at"))).doesNotStartWith("2000");
        assertThat(hashOf(entry)).isEqualTo(hex(entry, "hash"));
    }

    @Test
    void each_tenants_entries_form_a_chain_without_gaps_under_concurrent_writers() throws Exception {
        Specimen specimen = Specimen.plant(db);
        Specimen other = Specimen.plant(db);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Specimen writer = i % 3 == 0 ? other : specimen;
                writing.add(threads.submit(() -> append(writer, AuditAction.TRANSCRIPT_READ, "{\"who\": \"Jürgen\"}")));
            }
            for (Future<?> one : writing) {
                one.get();
            }
        }
        assertThat(chain(other.tenant())).hasSize(20);
        assertThat(chain(specimen.tenant())).hasSize(40);
        mustHold(chain(specimen.tenant()));
    }

    private static void mustHold(List<Map<String, Object>> chain) {
        String previous = HEX.formatHex(sha256("voiceops.audit".getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < chain.size(); i++) {
            assertThat(chain.get(i)).containsEntry("seq", i + 1L);
            assertThat(hex(chain.get(i), "prev_hash")).isEqualTo(previous);
            assertThat(hashOf(chain.get(i))).isEqualTo(hex(chain.get(i), "hash"));
            previous = hex(chain.get(i), "hash");
        }
    }

    @Test
    void the_detail_is_committed_to_under_a_salt_and_can_be_removed_without_breaking_the_chain() {
        Specimen specimen = Specimen.plant(db);
        append(specimen, AuditAction.TRANSCRIPT_READ, "{\"caller\":  \"+15550001111\"}");
        assertThat(SuperUser.of(database).one("""
                                select (e.commitment = sha256(d.salt || convert_to(d.detail, 'UTF8')))::text
                                from voiceops.audit_events e join voiceops.audit_details d using (tenant_id, seq)
                                where tenant_id = ?""", specimen.tenant().value())).isEqualTo("true");
        int removed = db.platform(
                TEST,
                TESTER,
                tx -> tx.sql(
                                "delete from audit_details where tenant_id = ?",
                                specimen.tenant().value())
                        .update());
        assertThat(removed).isOne();
        mustHold(chain(specimen.tenant()));
    }

    @Test
    void no_application_role_changes_or_removes_an_entry_or_touches_the_heads() {
        Specimen specimen = Specimen.plant(db);
        append(specimen, AuditAction.TRANSCRIPT_READ, "{}");
        for (String forbidden : List.of(
                "update audit_events set actor = 'user:x'",
                "delete from audit_events",
                "truncate audit_events",
                "select * from audit_heads",
                "update audit_heads set seq = 0")) {
            assertThatThrownBy(() -> db.tenant(
                            specimen.tenant(), TESTER, tx -> tx.sql(forbidden).update()))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.DENIED));
            assertThatThrownBy(() ->
                            db.platform(TEST, TESTER, tx -> tx.sql(forbidden).update()))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.DENIED));
        }
    }

    @Test
    void the_platform_has_a_chain_of_its_own() {
        db.platform(TEST, TESTER, tx -> {
            Audit.append(tx, Audit.PLATFORM, AuditAction.USER_CREATED, new Audit.Target("user", "1"), "{}");
            return 0;
        });
        mustHold(chain(Audit.PLATFORM));
        assertThat(chain(Audit.PLATFORM)).isNotEmpty();
    }

    private static void append(Specimen specimen, AuditAction action, String detail) {
        db.tenant(specimen.tenant(), TESTER, tx -> {
            Audit.append(tx, action, CALL, detail);
            return 0;
        });
    }

    private static List<Map<String, Object>> chain(TenantId tenant) {
        return SuperUser.of(database)
                .sql()
                .sql("""
                        select tenant_id::text, seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
                               actor, reason, action, target_kind, target_id, commitment, prev_hash, hash
                        from voiceops.audit_events where tenant_id = ? order by seq""")
                .param(tenant.value())
                .query()
                .listOfRows();
    }

    /** The hash once more, independently of the database. */
    private static String hashOf(Map<String, Object> entry) {
        StringBuilder text = new StringBuilder();
        for (String field :
                List.of("tenant_id", "seq", "at", "actor", "reason", "action", "target_kind", "target_id")) {
            Object value = entry.get(field);
            byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            text.append(value == null ? "-" : bytes.length + ":" + value);
        }
        return HEX.formatHex(sha256(
                bytes(entry, "prev_hash"),
                bytes(entry, "commitment"),
                text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(Map<String, Object> entry, String column) {
        return entry.get(column) instanceof byte[] value ? value : new byte[0];
    }

    private static String hex(Map<String, Object> entry, String column) {
        return HEX.formatHex(bytes(entry, column));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
