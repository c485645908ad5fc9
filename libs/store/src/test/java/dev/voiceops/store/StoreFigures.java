package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;

import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.testing.Specimen;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Figures of the store on a durable embedded server (fsync on), each beside its rival in the same run. Not a test:
 * {@code java -cp <test class path> dev.voiceops.store.StoreFigures <empty directory>}.
 */
final class StoreFigures {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final String PAYLOAD = "{\"text\": \"" + "x".repeat(120) + "\"}";

    private final Db db;
    private final PGSimpleDataSource owner;
    private final Specimen specimen;

    private StoreFigures(Db db, PGSimpleDataSource owner) {
        this.db = db;
        this.owner = owner;
        this.specimen = Specimen.plant(db);
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase.Settings where = EmbeddedDatabase.Settings.in(Path.of(arguments[0]), 0);
        for (String start : List.of("first start", "second start")) {
            long before = System.nanoTime();
            Database.open(new DatabaseSettings(null, where, EncryptionKeys.of(new byte[32]), 64))
                    .close();
            System.out.printf("%s and stop: %d ms%n", start, (System.nanoTime() - before) / 1_000_000);
        }
        try (EmbeddedDatabase server = EmbeddedDatabase.start(where);
                Database database =
                        Database.openIn(server, EmbeddedDatabase.DATABASE, EncryptionKeys.of(new byte[32]), 64)) {
            StoreFigures figures =
                    new StoreFigures(database.db(), Database.source(server.owner(), Duration.ofMinutes(1)));
            for (int round = 1; round <= 3; round++) {
                System.out.println("round " + round);
                figures.transactions();
                figures.journal();
                figures.claims();
                figures.outbox();
            }
        }
    }

    private void transactions() throws SQLException {
        int count = 4000;
        try (Connection plain = owner.getConnection()) {
            plain.setAutoCommit(false);
            double bare = micros(count, () -> bareTransaction(plain));
            double through = micros(
                    count,
                    () -> db.tenant(
                            specimen.tenant(),
                            TESTER,
                            tx -> tx.sql("select 1").query(Integer.class).single()));
            System.out.printf("read transaction: bare %.0f us, through Db.tenant %.0f us%n", bare, through);
        }
    }

    private static int bareTransaction(Connection plain) {
        try (PreparedStatement statement = plain.prepareStatement("select 1")) {
            statement.execute();
            plain.commit();
            return 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void journal() throws SQLException {
        double single = singleInserts(specimen.call(), 1500);
        System.out.printf("call events, one INSERT and commit each, without Db: %.0f rows/s%n", single);
        for (int batch : List.of(1, 10, 50, 200, 1000)) {
            double rows = appended(batch, batch == 1 ? 1500 : Math.min(batch * 200, 60_000));
            System.out.printf("call events, batches of %d: %.0f rows/s, %.1f x single%n", batch, rows, rows / single);
        }
    }

    private double singleInserts(CallId call, int rows) throws SQLException {
        String insert = """
                insert into call_events (tenant_id, call_id, seq, at, mono_ms, type, payload)
                values (?, ?, ?, now(), 1, 'test.event', ?::jsonb)""";
        try (Connection plain = owner.getConnection();
                PreparedStatement statement = plain.prepareStatement(insert)) {
            becomePlatform(plain);
            long before = System.nanoTime();
            for (int seq = 1; seq <= rows; seq++) {
                statement.setObject(1, specimen.tenant().value());
                statement.setObject(2, call.value());
                statement.setLong(3, seq);
                statement.setString(4, PAYLOAD);
                statement.executeUpdate();
            }
            return rows * 1e9 / (System.nanoTime() - before);
        }
    }

    private static void becomePlatform(Connection plain) throws SQLException {
        try (PreparedStatement role = plain.prepareStatement("set role voiceops_platform")) {
            role.execute();
        }
    }

    private double appended(int batch, int rows) {
        CallId call = specimen.call();
        long token = claim(create(call), "bench").fencingToken();
        long before = System.nanoTime();
        for (int from = 1; from <= rows; from += batch) {
            List<JournalEntry> entries = new ArrayList<>(batch);
            for (int n = from; n < from + batch; n++) {
                entries.add(new JournalEntry.Event(n, new Happening(T, (long) n, "test.event", PAYLOAD)));
            }
            db.tenant(specimen.tenant(), TESTER, tx -> CallJournal.append(tx, call, token, entries));
        }
        return rows * 1e9 / (System.nanoTime() - before);
    }

    private void claims() throws Exception {
        ConcurrentLinkedQueue<DispatchId> waiting = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 1500; i++) {
            waiting.add(create(specimen.call()));
        }
        long before = System.nanoTime();
        parallel(6, () -> {
            for (DispatchId id = waiting.poll(); id != null; id = waiting.poll()) {
                claim(id, "bench");
            }
        });
        System.out.printf("claims, 6 workers: %.0f/s%n", 1500e9 / (System.nanoTime() - before));
        race();
    }

    private void race() throws Exception {
        List<DispatchId> contested = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            contested.add(create(specimen.call()));
        }
        AtomicInteger wins = new AtomicInteger();
        AtomicLong tries = new AtomicLong();
        long before = System.nanoTime();
        parallel(64, () -> {
            for (DispatchId id : contested) {
                tries.incrementAndGet();
                if (db.platform(TEST, TESTER, tx -> Dispatches.claim(tx, id, "bench", Duration.ofMinutes(1)))
                        .isPresent()) {
                    wins.incrementAndGet();
                }
            }
        });
        System.out.printf(
                "64 racing claimers: %d tries on 200 dispatches, %d wins, %.0f tries/s%n",
                tries.get(), wins.get(), tries.get() * 1e9 / (System.nanoTime() - before));
    }

    private void outbox() throws Exception {
        db.tenant(specimen.tenant(), TESTER, tx -> {
            for (int i = 0; i < 6000; i++) {
                Outbox.publish(tx, "bench.message", "{}");
            }
            return 0;
        });
        AtomicInteger delivered = new AtomicInteger();
        long before = System.nanoTime();
        parallel(4, () -> {
            for (int taken = takeBatch(); taken > 0; taken = takeBatch()) {
                delivered.addAndGet(taken);
            }
        });
        System.out.printf(
                "outbox, 4 relays, batches of 20: %.0f messages/s%n",
                delivered.get() * 1e9 / (System.nanoTime() - before));
    }

    private int takeBatch() {
        List<OutboxMessage> batch =
                db.platform(TEST, TESTER, tx -> Outbox.claim(tx, List.of("bench.message"), 20, Duration.ofMinutes(1)));
        if (!batch.isEmpty()) {
            db.platform(TEST, TESTER, tx -> {
                batch.forEach(message -> Outbox.done(tx, message));
                return 0;
            });
        }
        return batch.size();
    }

    private DispatchId create(CallId call) {
        Dispatch.New dispatch =
                new Dispatch.New(DispatchId.create(), call, "room", Duration.ofMinutes(10), Secret.of("token"));
        return db.tenant(specimen.tenant(), TESTER, tx -> Dispatches.create(tx, dispatch))
                .id();
    }

    private Dispatch.Claim claim(DispatchId id, String connector) {
        return db.platform(TEST, TESTER, tx -> Dispatches.claim(tx, id, connector, Duration.ofMinutes(1)))
                .orElseThrow();
    }

    private static void parallel(int workers, Runnable work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static double micros(int count, Runnable work) {
        long[] taken = new long[count];
        for (int i = 0; i < count; i++) {
            long before = System.nanoTime();
            work.run();
            taken[i] = System.nanoTime() - before;
        }
        Arrays.sort(taken);
        return taken[count / 2] / 1000.0;
    }
}
