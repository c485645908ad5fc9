package dev.voiceops.connector.journal;

import dev.voiceops.connector.journal.JournalStore.Parcel;
import dev.voiceops.connector.journal.JournalStore.Refused;
import dev.voiceops.connector.journal.JournalStore.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the record of all calls of the process behind: calls hand entries over without waiting, one thread sorts them
 * in (memory, then disk), one thread writes them to the store in batches. While the store does not answer, everything
 * waits and is tried again; nothing overtakes anything.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private final JournalStore store;
    private final JournalSettings settings;
    private final InstantSource clock;
    private final LinkedBlockingQueue<JournalEntry> inbox = new LinkedBlockingQueue<>();
    private final Map<CallRef, CallLog> logs = new ConcurrentHashMap<>();
    private final Backlog backlog;
    private final Thread sorter;
    private final Thread writer;
    private final Gaps gaps = new Gaps();
    private volatile boolean closing;
    private volatile boolean failing;
    private final AtomicLong refused = new AtomicLong();

    /** Opens the spool file, and begins with what it holds. */
    public Journal(JournalStore store, Path spool, JournalSettings settings, InstantSource clock) throws IOException {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        backlog = new Backlog(new Spool(spool), settings.mostInMemory());
        sorter = Thread.ofPlatform().daemon().name("journal-sorter").start(this::sort);
        writer = Thread.ofPlatform().daemon().name("journal-writer").start(this::write);
    }

    /** @param leaseLost run when the store tells that a newer holder of the call's lease writes now */
    public CallLog open(CallRef call, Runnable leaseLost) {
        CallLog log = new CallLog(this, call, leaseLost);
        logs.put(call, log);
        return log;
    }

    /** How the record stands, for people. */
    public JournalState state() {
        return new JournalState(
                inbox.size() + backlog.inMemory(), backlog.onDisk(), failing, refused.get(), backlog.lost());
    }

    Instant now() {
        return clock.instant();
    }

    void take(JournalEntry entry) {
        inbox.add(entry);
    }

    void forget(CallRef call) {
        logs.remove(call);
        gaps.forget(call);
    }

    private void sort() {
        List<JournalEntry> news = new ArrayList<>();
        while (!closing || !inbox.isEmpty()) {
            try {
                JournalEntry first = inbox.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    news.add(first);
                    inbox.drainTo(news, settings.batch());
                    backlog.add(news);
                    news.clear();
                }
            } catch (InterruptedException closeNow) {
                closing = true;
            }
        }
    }

    private void write() {
        long pauseMs = settings.everyMs();
        while (!closing) {
            try {
                backlog.await(settings.batch(), pauseMs);
                pauseMs = deliver() ? settings.everyMs() : Math.min(pauseMs * 2, settings.mostPauseMs());
            } catch (InterruptedException closeNow) {
                return;
            }
        }
    }

    /** Writes all there is, batch by batch; false when the store does not answer. */
    private boolean deliver() {
        for (var batch = backlog.oldest(settings.batch()); !batch.isEmpty(); batch = backlog.oldest(settings.batch())) {
            try {
                byTenant(gaps.fill(batch)).forEach(this::append);
            } catch (Unavailable e) {
                note(e);
                return false;
            }
            failing = false;
            backlog.arrived(batch.size());
            gaps.arrived(batch);
            settle(batch);
        }
        return true;
    }

    private void note(Unavailable e) {
        if (!failing) {
            LOG.warn("the journal's store does not answer, entries are kept: {}", e.getMessage());
        }
        failing = true;
    }

    private static Map<UUID, List<Parcel>> byTenant(List<JournalEntry> batch) {
        Map<CallRef, List<JournalEntry>> byCall = new LinkedHashMap<>();
        batch.forEach(entry ->
                byCall.computeIfAbsent(entry.call(), _ -> new ArrayList<>()).add(entry));
        Map<UUID, List<Parcel>> byTenant = new LinkedHashMap<>();
        byCall.forEach((call, entries) ->
                byTenant.computeIfAbsent(call.tenant(), _ -> new ArrayList<>()).add(new Parcel(call, entries)));
        return byTenant;
    }

    /** What the store refuses is taken apart until only the entries at fault are left, which a note replaces. */
    private void append(UUID tenant, List<Parcel> parcels) {
        try {
            store.append(tenant, parcels);
        } catch (Refused e) {
            if (parcels.size() > 1) {
                parcels.forEach(parcel -> append(tenant, List.of(parcel)));
            } else if (!e.leaseLost() && parcels.getFirst().entries().size() > 1) {
                Parcel parcel = parcels.getFirst();
                parcel.entries().forEach(entry -> append(tenant, List.of(new Parcel(parcel.call(), List.of(entry)))));
            } else {
                giveUp(parcels.getFirst(), e);
            }
        }
    }

    private void giveUp(Parcel parcel, Refused e) {
        refused.addAndGet(parcel.entries().size());
        LOG.error(
                "{} entries of call {} are refused: {}",
                parcel.entries().size(),
                parcel.call().call(),
                e.getMessage());
        CallLog log = logs.get(parcel.call());
        if (e.leaseLost() && log != null) {
            log.leaseLost();
        } else if (!e.leaseLost() && !Gaps.isNote(parcel.entries().getFirst())) {
            JournalEntry note = Gaps.note(parcel.entries().getFirst(), "refused");
            append(parcel.call().tenant(), List.of(new Parcel(parcel.call(), List.of(note))));
        }
    }

    private void settle(List<JournalEntry> batch) {
        Map<CallRef, Long> last = new LinkedHashMap<>();
        batch.forEach(entry -> last.put(entry.call(), entry.n()));
        last.forEach((call, n) -> {
            CallLog log = logs.get(call);
            if (log != null) {
                log.settle(n);
            }
        });
    }

    /** Tries once more to write everything; what does not go stays in the spool for the next process. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            sorter.join();
            writer.join(settings.mostPauseMs() + 1_000);
            writer.interrupt();
            writer.join();
            deliver();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backlog.close();
    }
}
