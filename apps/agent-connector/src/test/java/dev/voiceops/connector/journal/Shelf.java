package dev.voiceops.connector.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A store that keeps entries as the database does: each once, in order; and that can go away. */
final class Shelf implements JournalStore {
    final BlockingQueue<JournalEntry> kept = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> refusedTries = new LinkedBlockingQueue<>();
    private final Map<CallRef, Long> lastN = new HashMap<>();
    private boolean away;
    private boolean forgetsToAnswer;
    private final List<String> poison = new ArrayList<>();

    synchronized void goAway() {
        away = true;
    }

    synchronized void comeBack() {
        away = false;
    }

    /** The next batch is kept, and then the connection dies. */
    synchronized void dieAfterNextCommit() {
        forgetsToAnswer = true;
    }

    synchronized void refuse(String type) {
        poison.add(type);
    }

    @Override
    public synchronized void append(UUID tenant, List<Parcel> parcels) {
        if (away) {
            refusedTries.add(parcels.size());
            throw new Unavailable("the database is gone", new IllegalStateException("gone"));
        }
        for (Parcel parcel : parcels) {
            long next = lastN.getOrDefault(parcel.call(), 0L) + 1;
            for (JournalEntry entry : parcel.entries()) {
                check(entry);
                if (entry.n() > next) {
                    throw new Refused("a gap before " + entry.n(), false, new IllegalStateException("gap"));
                }
                next = Math.max(next, entry.n() + 1);
            }
        }
        parcels.forEach(parcel -> parcel.entries().forEach(this::keep));
        if (forgetsToAnswer) {
            forgetsToAnswer = false;
            throw new Unavailable("the connection died while committing", new IllegalStateException("died"));
        }
    }

    private void check(JournalEntry entry) {
        if (entry.body() instanceof JournalEntry.Body.Happened(String type, var _) && poison.contains(type)) {
            throw new Refused("a value broke a rule", type.equals("stale"), new IllegalStateException(type));
        }
    }

    private void keep(JournalEntry entry) {
        if (entry.n() > lastN.getOrDefault(entry.call(), 0L)) {
            lastN.put(entry.call(), entry.n());
            kept.add(entry);
        }
    }
}
