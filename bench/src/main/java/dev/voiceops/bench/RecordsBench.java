package dev.voiceops.bench;

import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Db;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Kpis;
import dev.voiceops.store.PortalCalls;
import dev.voiceops.store.PortalTx;
import dev.voiceops.store.Projections;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import dev.voiceops.store.testing.GeneratedRecords;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/** Reading and writing the records of many calls, through the doors the product uses, on a durable server of its own. */
final class RecordsBench {
    private static final int EVENTS_OF_CALL = 200;
    private static final int UNPROJECTED = 500;
    private static final int READS = 400;
    private static final String PAYLOAD = "{\"text\": \"" + "x".repeat(120) + "\"}";
    private static final double RECORDING_BYTES_A_MINUTE = 2 * 8_000 * 60.0;

    private final PrintWriter out;
    private final long events;
    private final int tenants;
    private final Random random = new Random(1);
    private long postgres;

    RecordsBench(PrintWriter out, long events, int tenants) {
        this.out = out;
        this.events = events;
        this.tenants = tenants;
    }

    /** Prints everything; the data is deleted afterwards. */
    void run() throws IOException {
        Path folder = Files.createTempDirectory("voiceops-records");
        try (GeneratedRecords records = GeneratedRecords.in(folder)) {
            postgres = pid(folder);
            long start = System.nanoTime();
            records.fill(new GeneratedRecords.Shape(events, tenants, EVENTS_OF_CALL, UNPROJECTED));
            GeneratedRecords.Size size = records.size();
            say(
                    "records: %,d calls, %,d events, %d tenants made in %.0f s",
                    size.calls(), size.events(), tenants, since(start));
            say(
                    "storage: %.1f GiB with indexes, %.1f KiB a call-minute; its sound %.0f KiB",
                    size.bytes() / Math.pow(2, 30),
                    size.bytes() / 1024.0 / size.minutes(),
                    RECORDING_BYTES_A_MINUTE / 1024);
            rebuild(records);
            reads(records);
            ingestion(records);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void rebuild(GeneratedRecords records) {
        Db db = records.db();
        int projected = 0;
        long cpu = cpuMs();
        long start = System.nanoTime();
        for (Specimen tenant : records.tenants()) {
            List<CallId> first = db.tenant(
                    tenant.tenant(), Specimen.TESTER, tx -> Projections.calls(tx, new CallId(new UUID(0, 0)), 10));
            for (CallId call : first) {
                db.tenant(tenant.tenant(), Specimen.TESTER, Work.repeatable(tx -> Projections.project(tx, call)));
                projected++;
            }
        }
        say(
                "projections: %,.0f calls/s, one thread; processor time %.1f ms a call",
                projected / since(start), (cpuMs() - cpu) / (double) projected);
        start = System.nanoTime();
        int days = records.countDays();
        double seconds = since(start);
        say(
                "KPIs rebuilt: %,d days of an agent in %.1f s, %,.0f calls/s, one thread",
                days, seconds, events / (double) EVENTS_OF_CALL / seconds);
    }

    private void reads(GeneratedRecords records) {
        Db db = records.db();
        List<List<CallId>> calls = records.tenants().stream()
                .map(tenant -> db.portal(
                        tenant.tenant(),
                        Specimen.TESTER,
                        tx -> PortalCalls.list(tx, new PortalCalls.Filter(null, null, null, null), null, 1_000).stream()
                                .map(PortalCalls.Shown::id)
                                .toList()))
                .toList();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Instant weekAgo = Instant.now().minusSeconds(7 * 86_400);
        var all = new PortalCalls.Filter(null, null, null, null);
        portal(
                records,
                "KPIs of 30 days",
                (place, tx) -> Kpis.days(tx, new Kpis.Range(today.minusDays(29), today, null)));
        portal(records, "calls, newest 50", (place, tx) -> PortalCalls.list(tx, all, null, 51));
        portal(records, "calls, 50 further back", (place, tx) -> PortalCalls.list(tx, all, any(calls.get(place)), 51));
        portal(
                records,
                "calls, 50 abandoned of an agent",
                (place, tx) -> PortalCalls.list(
                        tx,
                        new PortalCalls.Filter(
                                null,
                                weekAgo,
                                records.tenants().get(place).agent(),
                                dev.voiceops.call.Outcome.ABANDONED),
                        null,
                        51));
        portal(records, "one call and its transcript", (place, tx) -> {
            CallId call = any(calls.get(place));
            return PortalCalls.find(tx, call)
                    .map(shown -> PortalCalls.transcript(tx, shown.id()))
                    .orElse(List.of());
        });
        measure("timeline of a call (internal)", records, (place, tenant) -> {
            CallId call = any(calls.get(place));
            db.tenant(tenant.tenant(), Specimen.TESTER, tx -> timeline(tx, call));
        });
    }

    private static int timeline(TenantTx tx, CallId call) {
        return CallRecord.events(tx, call, 0, 5_000).size()
                + CallRecord.utterances(tx, call).size()
                + CallRecord.turns(tx, call).size();
    }

    private void portal(GeneratedRecords records, String what, Look look) {
        measure(
                "portal: " + what,
                records,
                (place, tenant) -> records.db()
                        .portal(
                                tenant.tenant(),
                                Specimen.TESTER,
                                tx -> look.at(place, tx).size()));
    }

    private void measure(String what, GeneratedRecords records, Read read) {
        double[] ms = new double[READS];
        long cpu = 0;
        for (int i = -READS / 4; i < READS; i++) {
            if (i == 0) cpu = cpuMs();
            int place = random.nextInt(records.tenants().size());
            long start = System.nanoTime();
            read.of(place, records.tenants().get(place));
            if (i >= 0) ms[i] = since(start) * 1_000;
        }
        double cpuOfRead = (cpuMs() - cpu) / (double) READS;
        Arrays.sort(ms);
        say(
                "%s: p50 %.1f ms, p95 %.1f ms; processor time %.1f ms (n %d)",
                what, ms[READS / 2], ms[READS * 95 / 100], cpuOfRead, READS);
    }

    /** Of this process and the database together: tells what a read costs however busy the machine is. */
    private long cpuMs() {
        return Processes.cpuMs(ProcessHandle.current().pid()) + Processes.familyCpuMs(postgres);
    }

    private static long pid(Path folder) throws IOException {
        try (var lines = Files.lines(folder.resolve("data/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    private void ingestion(GeneratedRecords records) {
        Specimen tenant = records.tenants().getFirst();
        int single = 2_000;
        UUID alone = tenant.call().value();
        long start = System.nanoTime();
        records.insertSingly(tenant.tenant(), alone, single, PAYLOAD);
        double rate = single / since(start);
        say("ingestion: one insert and commit each %,.0f rows/s", rate);
        for (int batch : new int[] {10, 50, 200}) {
            int rows = batch * 200;
            CallId call = tenant.call();
            start = System.nanoTime();
            for (int from = 1; from <= rows; from += batch) append(records.db(), tenant, call, from, batch);
            double batched = rows / since(start);
            say("ingestion: batches of %d %,.0f rows/s, %.1f x single", batch, batched, batched / rate);
        }
    }

    private static void append(Db db, Specimen tenant, CallId call, int from, int batch) {
        List<JournalEntry> entries = new ArrayList<>(batch);
        for (int n = from; n < from + batch; n++) {
            var happening = new JournalEntry.Happening(Instant.EPOCH, (long) n, "test.event", PAYLOAD);
            entries.add(new JournalEntry.Event(n, happening));
        }
        db.tenant(tenant.tenant(), Specimen.TESTER, tx -> CallJournal.append(tx, call, 0, entries));
    }

    /** One of them; a tenant so small that it has none is asked for one that is not there. */
    private CallId any(List<CallId> calls) {
        if (calls.isEmpty()) return CallId.create();
        return calls.get(random.nextInt(calls.size()));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    private interface Read {
        void of(int place, Specimen tenant);
    }

    private interface Look {
        List<?> at(int place, PortalTx tx);
    }
}
