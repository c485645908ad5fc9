package dev.voiceops.bench;

import dev.voiceops.control.integrations.SecretRotation;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.AuditVerifier;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.EncryptionKeys;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Proving audit chains, and changing the key of all secrets while they are read; at the database, without HTTP. */
final class ProofBench {
    private static final int ROWS = 20_000;
    private static final int ROWS_A_TRANSACTION = 1_000;
    private static final int SECRETS = 10_000;
    private static final int READERS = 2;
    private static final int BATCH = 100;
    private static final Actor ACTOR = Actor.service("bench");

    private final PrintWriter out;

    ProofBench(PrintWriter out) {
        this.out = out;
    }

    void run() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            TenantId tenant = Specimen.plant(database.db()).tenant();
            proof(database.db(), tenant);
            rotation(database, tenant);
        }
    }

    private void proof(Db db, TenantId tenant) {
        long start = System.nanoTime();
        for (int row = 0; row < ROWS; row += ROWS_A_TRANSACTION) {
            int first = row;
            db.tenant(tenant, ACTOR, tx -> {
                for (int i = 0; i < ROWS_A_TRANSACTION; i++) {
                    Audit.Target call = new Audit.Target("call", "c" + (first + i));
                    Audit.append(tx, AuditAction.TRANSCRIPT_READ, call, "{\"what\":\"transcript\"}");
                }
                return first;
            });
        }
        double appending = seconds(start);
        start = System.nanoTime();
        AuditVerifier.Finding finding = new AuditVerifier(db, ACTOR, AuditSigner.of(TestDatabase.KEYS)).verify(tenant);
        double verifying = seconds(start);
        out.printf(
                Locale.ROOT,
                "audit: %,d rows appended at %,.0f rows/s (%,d a transaction, one writer), verified at %,.0f rows/s: %s%n",
                ROWS,
                ROWS / appending,
                ROWS_A_TRANSACTION,
                finding.rows() / verifying,
                finding.damage() == null ? "sound" : finding.damage().toString());
    }

    private void rotation(TestDatabase database, TenantId tenant) throws Exception {
        List<IntegrationId> secrets = new ArrayList<>();
        database.db().tenant(tenant, ACTOR, tx -> {
            for (int i = 0; i < SECRETS; i++) {
                IntegrationId id = IntegrationId.create();
                Integrations.save(
                        tx, new Integration(id, "n8n", "n" + i, "https://x.example", null), Secret.of("secret-" + id));
                secrets.add(id);
            }
            return tenant;
        });
        byte[] fresh = new byte[32];
        fresh[0] = 7;
        EncryptionKeys both = EncryptionKeys.of(List.of(fresh, new byte[32]));
        try (Database rotating = Database.openIn(database.server(), database.name(), both, READERS + 2)) {
            AtomicBoolean alone = new AtomicBoolean();
            try (var threads = Executors.newFixedThreadPool(READERS)) {
                List<Future<Reads>> before = readers(threads, rotating.db(), tenant, secrets, alone);
                Thread.sleep(3_000);
                alone.set(true);
                Reads quiet = Reads.of(before);
                AtomicBoolean rotated = new AtomicBoolean();
                List<Future<Reads>> during = readers(threads, rotating.db(), tenant, secrets, rotated);
                long start = System.nanoTime();
                SecretRotation.Report report = new SecretRotation(rotating.db(), ACTOR, BATCH).run();
                double took = seconds(start);
                rotated.set(true);
                Reads busy = Reads.of(during);
                out.printf(
                        Locale.ROOT,
                        "secrets: %,d sealed anew in %.1f s (%,.0f/s, batches of %d), %d left, %d unreadable%n",
                        report.sealed(),
                        took,
                        report.sealed() / took,
                        BATCH,
                        report.left(),
                        report.unreadable().size());
                out.println("  reads of secrets without a rotation: " + quiet.told());
                out.println("  reads of secrets while it ran:       " + busy.told());
            }
        }
    }

    /** Reads until told to stop; what it read must be what was sealed. */
    private static List<Future<Reads>> readers(
            java.util.concurrent.ExecutorService threads,
            Db db,
            TenantId tenant,
            List<IntegrationId> secrets,
            AtomicBoolean over) {
        List<Future<Reads>> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            Random random = new Random(reader);
            readers.add(threads.submit(() -> {
                List<Long> micros = new ArrayList<>();
                int wrong = 0;
                while (!over.get()) {
                    IntegrationId id = secrets.get(random.nextInt(secrets.size()));
                    long start = System.nanoTime();
                    Secret read = db.tenant(tenant, ACTOR, tx -> Integrations.secret(tx, id))
                            .orElseThrow();
                    micros.add((System.nanoTime() - start) / 1_000);
                    if (!read.equals(Secret.of("secret-" + id))) wrong++;
                }
                return new Reads(micros, wrong);
            }));
        }
        return readers;
    }

    private record Reads(List<Long> micros, int wrong) {
        static Reads of(List<Future<Reads>> readers) throws Exception {
            List<Long> all = new ArrayList<>();
            int wrong = 0;
            for (Future<Reads> reader : readers) {
                all.addAll(reader.get().micros);
                wrong += reader.get().wrong;
            }
            return new Reads(all, wrong);
        }

        String told() {
            return new Spread(micros).of("us") + ", wrong " + wrong;
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
