package dev.voiceops.connector.journal;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.connector.journal.JournalEntry.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The record of one call. Any thread may write; no method waits for disk or database. */
public final class CallLog {
    private final Journal journal;
    private final CallRef call;
    private final Runnable leaseLost;
    private final List<Wait> waits = new ArrayList<>();
    private long written;
    private long settled;

    private record Wait(long n, CompletableFuture<Void> done) {}

    CallLog(Journal journal, CallRef call, Runnable leaseLost) {
        this.journal = journal;
        this.call = call;
        this.leaseLost = leaseLost;
    }

    /** A call event. {@code fields} hold nothing that was said; {@code monoMs} is on the call's clock. */
    public void event(String type, long monoMs, Map<String, String> fields) {
        write(monoMs, new Body.Happened(type, fields));
    }

    /** A finished utterance. */
    public void utterance(Utterance utterance, long monoMs) {
        write(monoMs, new Body.Said(utterance));
    }

    /** A row of the turn ledger. */
    public void turn(TurnTimes times, long monoMs) {
        write(monoMs, new Body.TurnDone(times));
    }

    private synchronized void write(long monoMs, Body body) {
        journal.take(new JournalEntry(call, ++written, journal.now(), monoMs, body));
    }

    /** Done when all that was written so far has arrived, or was refused for good. */
    public synchronized CompletableFuture<Void> settled() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waits.add(new Wait(written, done));
        settle(settled);
        return done;
    }

    synchronized void settle(long upTo) {
        settled = Math.max(settled, upTo);
        waits.removeIf(wait -> {
            boolean now = wait.n <= settled;
            if (now) {
                wait.done.completeAsync(() -> null);
            }
            return now;
        });
    }

    void leaseLost() {
        leaseLost.run();
    }

    /** Forgets the call: nothing more is written about it. */
    public void close() {
        journal.forget(call);
    }
}
