package dev.voiceops.bench;

import dev.voiceops.store.Actor;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.EmbeddedDatabase;
import dev.voiceops.store.EncryptionKeys;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Retention;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.testing.PastCalls;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.util.FileSystemUtils;

/**
 * Retention on a durable Postgres: how fast calls are purged, and what that does to live calls of another tenant, which append to
 * their journals as connectors do.
 */
final class RetentionBench {
    private static final Actor ACTOR = Actor.service("bench");
    private static final Reason REASON = new Reason("benchmark");
    private static final int CALLS = 3_000;
    private static final PastCalls.Traces TRACES = new PastCalls.Traces(60, 24, true, true);
    private static final int LIVE = 20;
    private static final int ENTRIES = 10;
    private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration ALONE = Duration.ofSeconds(10);

    private final PrintWriter out;

    RetentionBench(PrintWriter out) {
        this.out = out;
    }

    /** Prints both. */
    void run() throws IOException {
        Path folder = Files.createTempDirectory("voiceops-bench-retention");
        EncryptionKeys keys = EncryptionKeys.of(new byte[32]);
        try (EmbeddedDatabase server = EmbeddedDatabase.start(EmbeddedDatabase.Settings.in(folder, 0))) {
            String name = "retention";
            server.createDatabase(name, server.migratedTemplate());
            try (Database database = Database.openIn(server, name, keys, 32)) {
                measure(database.db(), new PastCalls(server.superuser(name), Specimen.plant(database.db())));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure(Db db, PastCalls past) {
        for (int planted = 0; planted < CALLS; planted += 500) {
            past.plant(500, "+15551230001", Duration.ofDays(31), TRACES);
        }
        past.settled();
        List<Live> calls = new ArrayList<>();
        Specimen other = Specimen.plant(db);
        for (int i = 0; i < LIVE; i++) calls.add(live(db, other));
        long warm = System.nanoTime();
        appended(calls, () -> System.nanoTime() - warm < ALONE.toNanos() / 2);
        long start = System.nanoTime();
        Spread alone = appended(calls, () -> System.nanoTime() - start < ALONE.toNanos());
        Purge purge = new Purge(db, past);
        Thread purging = Thread.ofPlatform().start(purge);
        Spread beside = appended(calls, purging::isAlive);
        out.printf(
                Locale.ROOT,
                "retention: %,d calls, %,d rows purged in %.1f s: %,.0f rows/s, %,.0f calls/s, receipts signed and copies noted%n",
                purge.calls,
                purge.rows,
                purge.seconds,
                purge.rows / purge.seconds,
                purge.calls / purge.seconds);
        out.println("journal append of " + ENTRIES + " entries, " + LIVE
                + " live calls, ten times a second each, alone: " + alone.of("us"));
        out.println("the same beside the purge: " + beside.of("us"));
    }

    /** One run of retention, from its beginning to its end. */
    private static final class Purge implements Runnable {
        private final Db db;
        private final PastCalls past;
        private long calls;
        private long rows;
        private double seconds;

        Purge(Db db, PastCalls past) {
            this.db = db;
            this.past = past;
        }

        @Override
        public void run() {
            SigningKey key = SigningKey.of(new byte[32]);
            db.platform(REASON, ACTOR, tx -> DeletionJobs.begin(tx, past.tenant(), DeletionJob.Cause.DEMAND));
            long start = System.nanoTime();
            while (true) {
                var taken = db.platform(REASON, ACTOR, tx -> DeletionJobs.take(tx, Duration.ofMinutes(1)));
                if (taken.isEmpty()) break;
                Retention.Advance step = db.platform(REASON, ACTOR, tx -> Retention.advance(tx, key, taken.get()));
                calls += step.purged().calls().size();
                rows += step.purged().rows().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
    }

    /** A call that is held. */
    private static final class Live {
        private final Db db;
        private final Specimen specimen;
        private final CallId call;
        private final long token;
        private long next = 1;

        Live(Db db, Specimen specimen, CallId call, long token) {
            this.db = db;
            this.specimen = specimen;
            this.call = call;
            this.token = token;
        }

        /** Nanoseconds of one append. */
        long append() {
            List<JournalEntry> entries = new ArrayList<>(ENTRIES);
            for (int i = 0; i < ENTRIES; i++) {
                JournalEntry.Happening happening = new JournalEntry.Happening(
                        Instant.now(),
                        next,
                        "runtime.voice_stt_transcript",
                        "{\"words\":\"" + "hush ".repeat(20) + "\"}");
                entries.add(new JournalEntry.Event(next++, happening));
            }
            long before = System.nanoTime();
            db.tenant(specimen.tenant(), ACTOR, tx -> CallJournal.append(tx, call, token, entries));
            return System.nanoTime() - before;
        }
    }

    private static Live live(Db db, Specimen specimen) {
        CallId call = specimen.call();
        DispatchId id = DispatchId.create();
        Dispatch.New dispatch = new Dispatch.New(id, call, "room", Duration.ofMinutes(10), null);
        db.tenant(specimen.tenant(), ACTOR, tx -> Dispatches.create(tx, dispatch));
        long token = db.platform(REASON, ACTOR, tx -> Dispatches.claim(tx, id, "bench", Duration.ofMinutes(10)))
                .orElseThrow()
                .fencingToken();
        return new Live(db, specimen, call, token);
    }

    /** Every call appends at its own beat for as long as this holds; microseconds of each append. */
    private static Spread appended(List<Live> calls, BooleanSupplier goesOn) {
        ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls.size(); i++) {
                Live call = calls.get(i);
                long offset = EVERY_NANOS * i / calls.size();
                threads.execute(() -> {
                    long due = System.nanoTime() + offset;
                    while (goesOn.getAsBoolean()) {
                        LockSupport.parkNanos(due - System.nanoTime());
                        micros.add(call.append() / 1_000);
                        due = Math.max(due + EVERY_NANOS, System.nanoTime());
                    }
                });
            }
        }
        return new Spread(List.copyOf(micros));
    }
}
