package dev.voiceops.connector;

import dev.voiceops.audio.Recording;
import dev.voiceops.call.Utterance;
import dev.voiceops.connector.journal.CallRef;
import dev.voiceops.connector.journal.JournalEntry;
import dev.voiceops.connector.journal.JournalEntry.Body;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.CallId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The database of the tests: keeps each entry once, and can go away. */
public final class MemoryRecords implements Records {
    private final Map<UUID, List<JournalEntry>> calls = new HashMap<>();
    final BlockingQueue<Boolean> heartbeats = new LinkedBlockingQueue<>();
    final BlockingQueue<dev.voiceops.store.Recording> recordings = new LinkedBlockingQueue<>();
    private boolean away;
    private int failures;

    synchronized void away(boolean gone) {
        away = gone;
    }

    synchronized int failures() {
        return failures;
    }

    private void mustBeThere() {
        if (away) {
            failures++;
            throw new Unavailable("the database is gone", new IllegalStateException("gone"));
        }
    }

    @Override
    public synchronized void append(UUID tenant, List<Parcel> parcels) {
        mustBeThere();
        for (Parcel parcel : parcels) {
            List<JournalEntry> kept = calls.computeIfAbsent(parcel.call().call(), _ -> new ArrayList<>());
            parcel.entries().stream().filter(entry -> entry.n() > kept.size()).forEach(kept::add);
        }
    }

    synchronized List<JournalEntry> of(UUID call) {
        return List.copyOf(calls.getOrDefault(call, List.of()));
    }

    List<String> events(UUID call) {
        return of(call).stream()
                .mapMulti((JournalEntry entry, java.util.function.Consumer<String> out) -> {
                    if (entry.body() instanceof Body.Happened(String type, var _)) {
                        out.accept(type);
                    }
                })
                .toList();
    }

    List<Utterance> said(UUID call) {
        return of(call).stream()
                .mapMulti((JournalEntry entry, java.util.function.Consumer<Utterance> out) -> {
                    if (entry.body() instanceof Body.Said(Utterance utterance)) {
                        out.accept(utterance);
                    }
                })
                .toList();
    }

    @Override
    public synchronized void insert(CallRef call, SealedRecordings.Draft draft, Recording recording) {
        mustBeThere();
        recordings.add(new dev.voiceops.store.Recording(
                draft.id(),
                new CallId(call.call()),
                draft.key(),
                recording.sha256(),
                recording.bytes(),
                recording.millis(),
                2,
                draft.keySealed()));
    }

    @Override
    public synchronized void heartbeat(int liveCalls, boolean draining) {
        mustBeThere();
        heartbeats.add(draining);
    }

    @Override
    public synchronized void leave() {
        mustBeThere();
    }

    @Override
    public synchronized void ping() {
        mustBeThere();
    }
}
