package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Somebody with all rights over the database changes something of the audit trail, at random; the verifier must find it and name
 * the first bad row. {@code -Dvoiceops.tampers=10000} for the full count.
 */
class AuditTamperTest {
    private static final int TAMPERS = Integer.getInteger("voiceops.tampers", 300);
    private static final int ROWS = 24;
    private static final List<String> TABLES =
            List.of("audit_events", "audit_details", "audit_heads", "audit_checkpoints");
    private static TestDatabase database;
    private static SuperUser owner;
    private static Db db;
    private static AuditVerifier verifier;
    private static final List<TenantId> CHAINS = new ArrayList<>();

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        owner = SuperUser.of(database);
        db = database.db();
        AuditSigner signer = AuditSigner.of(TestDatabase.KEYS);
        verifier = new AuditVerifier(db, TESTER, signer);
        for (int i = 0; i < 2; i++) {
            CHAINS.add(Specimen.plant(db).tenant());
            for (int row = 1; row <= ROWS; row++) append(CHAINS.get(i), row, signer);
        }
        // details that retention has deleted are no damage
        owner.run("delete from voiceops.audit_details where seq in (5, 11)");
        for (String table : TABLES) {
            owner.run("create table public.kept_" + table + " as table voiceops." + table);
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static void append(TenantId chain, int row, AuditSigner signer) {
        db.tenant(chain, TESTER, tx -> {
            Audit.append(tx, AuditAction.TRANSCRIPT_READ, new Audit.Target("call", "c" + row), "{\"n\": " + row + "}");
            return 0;
        });
        if (row % 8 == 0) {
            db.platform(
                    TEST,
                    TESTER,
                    tx -> AuditCheckpoints.sign(
                            tx, signer, new AuditCheckpoints.Due(8, Duration.ofDays(1)), Instant.now(), 10));
        }
    }

    @Test
    void untouched_chains_hold_also_without_the_details_that_retention_deleted() {
        assertThat(verifier.chains()).containsAll(CHAINS);
        for (TenantId chain : CHAINS) {
            assertThat(verifier.verify(chain)).isEqualTo(new AuditVerifier.Finding(chain, ROWS, 2, ROWS, null));
        }
    }

    @Test
    void every_tampering_is_found_and_its_first_bad_row_named() {
        long seed = Long.getLong("voiceops.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < TAMPERS; i++) {
            Tamper tamper = Tamper.random(random, CHAINS, ROWS);
            apply(tamper.statements());
            AuditDamage damage = verifier.verify(tamper.chain()).damage();
            assertThat(damage).as("seed %d, tamper %d: %s", seed, i, tamper).isNotNull();
            assertThat(Set.copyOf(tamper.firstBad()))
                    .as("seed %d, tamper %d: %s found as %s", seed, i, tamper, damage)
                    .contains(damage == null ? -1 : damage.seq());
            restore();
            if (i % 500 == 499) TABLES.forEach(table -> owner.run("vacuum voiceops." + table));
        }
        System.out.println("audit tampers found: " + TAMPERS + " of " + TAMPERS + ", seed " + seed);
        assertThat(verifier.verify(CHAINS.getFirst()).damage()).isNull();
    }

    @Test
    void a_checkpoint_of_an_older_key_is_signed_anew_and_then_needs_it_no_more() {
        byte[] fresh = new byte[32];
        fresh[0] = 1;
        EncryptionKeys both = EncryptionKeys.of(List.of(fresh, new byte[32]));
        AuditVerifier later = new AuditVerifier(db, TESTER, AuditSigner.of(EncryptionKeys.of(fresh)));
        assertThat(later.verify(CHAINS.getFirst()).damage())
                .isEqualTo(new AuditDamage(CHAINS.getFirst(), 8, AuditDamage.Kind.CHECKPOINT_FORGED));
        int renewed = db.platform(TEST, TESTER, tx -> AuditCheckpoints.renew(tx, AuditSigner.of(both)));
        assertThat(renewed).isEqualTo(6);
        assertThat(later.verify(CHAINS.getFirst()).damage()).isNull();
        restore();
    }

    private static void apply(List<String> statements) {
        // no trigger and no foreign key stands in the way of who owns the server
        owner.run("do $$ begin perform set_config('session_replication_role', 'replica', true); "
                + String.join("; ", statements) + "; end $$");
    }

    private static void restore() {
        List<String> statements = new ArrayList<>();
        for (String table : TABLES) {
            statements.add("delete from voiceops." + table);
            statements.add("insert into voiceops." + table + " select * from public.kept_" + table);
        }
        apply(statements);
    }
}
