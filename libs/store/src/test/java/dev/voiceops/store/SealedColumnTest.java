package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code -Dvoiceops.secrets=10000} for the full count. */
class SealedColumnTest {
    private static final int SECRETS = Integer.getInteger("voiceops.secrets", 300);
    private static final int TRANSPLANTS = 10_000;
    private static final EncryptionKeys OLD = TestDatabase.KEYS;
    private static final EncryptionKeys BOTH = EncryptionKeys.of(List.of(key(7), new byte[32]));

    private static TestDatabase database;
    private static SuperUser superUser;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        superUser = SuperUser.of(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void every_sealed_column_of_the_schema_is_registered() {
        assertThat(superUser.list("""
            select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'voiceops'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and a.attname like '%\\_sealed' and not a.attisdropped"""))
                .containsExactlyInAnyOrderElementsOf(
                        SealedColumn.ALL.stream().map(SealedColumn::toString).toList());
    }

    @Test
    void secrets_rotate_while_readers_read_and_none_fails() throws Exception {
        List<Kept> kept = keep(SECRETS);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        try (Database both = Database.openIn(database.server(), database.name(), BOTH, 6);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(i);
                readers.add(threads.submit(() -> {
                    while (!done.get()) {
                        Kept one = kept.get(random.nextInt(kept.size()));
                        assertThat(read(both.db(), one)).isEqualTo(one.secret());
                        reads.incrementAndGet();
                    }
                }));
            }
            long started = System.nanoTime();
            int rotated;
            try {
                rotated = rotate(both.db(), 64);
            } finally {
                done.set(true);
            }
            long took = Duration.ofNanos(System.nanoTime() - started).toMillis();
            for (Future<?> reader : readers) reader.get();
            assertThat(rotated).isGreaterThanOrEqualTo(SECRETS);
            assertThat(reads.get()).isPositive();
            System.out.printf("rotated %d secrets in %d ms beside %d reads%n", rotated, took, reads.get());
            assertThat(outdated(both.db())).isZero();
            assertThat(rotate(both.db(), 64)).isZero();
        }
        try (Database fresh = Database.openIn(database.server(), database.name(), EncryptionKeys.of(key(7)), 2)) {
            for (Kept one : kept) assertThat(read(fresh.db(), one)).isEqualTo(one.secret());
        }
    }

    @Test
    void a_run_that_stops_after_a_batch_is_taken_up_by_the_next() {
        List<Kept> kept = keep(10);
        try (Database both = Database.openIn(database.server(), database.name(), BOTH, 2)) {
            long before = outdated(both.db());
            SealedColumn column = SealedColumn.ALL.getFirst();
            int first = both.db()
                    .platform(TEST, TESTER, tx -> column.sealAnew(tx, null, 4))
                    .sealed();
            assertThat(first).isEqualTo(4);
            assertThatThrownBy(() -> both.db().platform(TEST, TESTER, tx -> {
                        column.sealAnew(tx, null, 4);
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");
            assertThat(outdated(both.db())).isEqualTo(before - 4);
            assertThat(rotate(both.db(), 4)).isEqualTo((int) before - 4);
            for (Kept one : kept) assertThat(read(both.db(), one)).isEqualTo(one.secret());
        }
    }

    @Test
    void a_value_no_key_opens_is_named_left_alone_and_does_not_hold_up_the_others() {
        List<Kept> kept = keep(3);
        Kept broken = kept.get(1);
        superUser.run("update voiceops.integrations set secret_sealed = secret_sealed || '\\x00' where id = '"
                + broken.id() + "'");
        String damaged = sealedOf(broken);
        try (Database both = Database.openIn(database.server(), database.name(), BOTH, 2)) {
            SealedColumn.Batch batch = both.db()
                    .platform(TEST, TESTER, tx -> SealedColumn.ALL.getFirst().sealAnew(tx, null, 10_000));
            assertThat(batch.unreadable()).containsExactly(broken.tenant() + "/" + broken.id());
            assertThat(sealedOf(broken)).isEqualTo(damaged);
            assertThat(read(both.db(), kept.get(0))).isEqualTo(kept.get(0).secret());
            assertThat(read(both.db(), kept.get(2))).isEqualTo(kept.get(2).secret());
        } finally {
            superUser.run("delete from voiceops.integrations where id = '" + broken.id() + "'");
        }
    }

    @Test
    void ten_thousand_transplants_across_rows_tenants_and_fields_are_refused() {
        Vault vault = Vault.of(OLD);
        Random random = new Random(11);
        List<TenantId> tenants = List.of(TenantId.create(), TenantId.create(), TenantId.create());
        List<SealedColumn> columns = List.of(
                SealedColumn.ALL.get(0),
                SealedColumn.ALL.get(1),
                new SealedColumn("integrations", "join_token_sealed", "id", "tenant_id"));
        int refused = 0;
        for (int i = 0; i < TRANSPLANTS; i++) {
            Vault.Place from = place(tenants, columns, random);
            Vault.Place to = place(tenants, columns, random);
            while (to.equals(from)) to = place(tenants, columns, random);
            byte[] sealed = vault.seal(from, Secret.of("secret-" + i));
            try {
                vault.open(to, sealed);
            } catch (StoreException e) {
                assertThat(e.code()).isEqualTo(StoreException.Code.SEALED);
                refused++;
            }
        }
        assertThat(refused).isEqualTo(TRANSPLANTS);
    }

    @Test
    void a_sealed_value_moved_in_the_database_does_not_open_where_it_was_put() {
        Kept one = keep(1).getFirst();
        Kept other = keep(1).getFirst();
        superUser.run(
                "update voiceops.integrations set secret_sealed = (select secret_sealed from voiceops.integrations"
                        + " where id = '" + one.id() + "') where id = '" + other.id() + "'");
        assertThatThrownBy(() -> read(database.db(), other))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.SEALED));
        superUser.run("delete from voiceops.integrations where id = '" + other.id() + "'");
    }

    @Test
    void an_answer_kept_for_a_repeated_request_rotates_with_the_others() {
        IdempotencyKeys.Request request = new IdempotencyKeys.Request("user:1", "POST /things", "k-1", new byte[32]);
        Instant now = Instant.parse("2026-11-02T10:00:00Z");
        database.db().platform(TEST, TESTER, tx -> {
            var held = ((IdempotencyKeys.Reservation.Granted) IdempotencyKeys.reserve(tx, request, now)).held();
            IdempotencyKeys.answered(tx, held, Secret.of("the answer"));
            return held;
        });
        try (Database both = Database.openIn(database.server(), database.name(), BOTH, 2)) {
            assertThat(rotate(both.db(), 64)).isPositive();
        }
        try (Database fresh = Database.openIn(database.server(), database.name(), EncryptionKeys.of(key(7)), 2)) {
            IdempotencyKeys.Reservation again =
                    fresh.db().platform(TEST, TESTER, tx -> IdempotencyKeys.reserve(tx, request, now));
            assertThat(again).isEqualTo(new IdempotencyKeys.Reservation.Answered(Secret.of("the answer")));
        }
    }

    private record Kept(TenantId tenant, IntegrationId id, Secret secret) {}

    private static List<Kept> keep(int count) {
        List<Kept> kept = new ArrayList<>();
        Specimen specimen = Specimen.plant(database.db());
        Specimen neighbour = Specimen.plant(database.db());
        for (Specimen owner : List.of(specimen, neighbour)) {
            int share = owner.equals(specimen) ? count - count / 2 : count / 2;
            database.db().tenant(owner.tenant(), TESTER, tx -> {
                for (int i = 0; i < share; i++) {
                    Kept one =
                            new Kept(owner.tenant(), IntegrationId.create(), Secret.of("secret of " + i + " " + share));
                    Integrations.save(
                            tx,
                            new Integration(one.id(), "n8n", one.id().toString(), "https://x.example", null),
                            one.secret());
                    kept.add(one);
                }
                return share;
            });
        }
        return kept;
    }

    private static int rotate(Db db, int batch) {
        int sealed = 0;
        for (SealedColumn column : SealedColumn.ALL) {
            SealedColumn.Position after = null;
            do {
                SealedColumn.Position from = after;
                SealedColumn.Batch done = db.platform(TEST, TESTER, tx -> column.sealAnew(tx, from, batch));
                sealed += done.sealed();
                after = done.last();
            } while (after != null);
        }
        return sealed;
    }

    private static long outdated(Db db) {
        return db.platform(
                TEST,
                TESTER,
                tx -> SealedColumn.ALL.stream()
                        .mapToLong(column -> column.outdated(tx))
                        .sum());
    }

    private static Secret read(Db db, Kept one) {
        return db.tenant(one.tenant(), TESTER, tx -> Integrations.secret(tx, one.id()))
                .orElseThrow();
    }

    private static String sealedOf(Kept one) {
        return superUser.one(
                "select encode(secret_sealed, 'hex') from voiceops.integrations where id = ?",
                one.id().value());
    }

    private static Vault.Place place(List<TenantId> tenants, List<SealedColumn> columns, Random random) {
        SealedColumn column = columns.get(random.nextInt(columns.size()));
        return new Vault.Place(
                tenants.get(random.nextInt(tenants.size())),
                column.table(),
                column.column(),
                "row " + random.nextInt(50));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return key;
    }
}
