package dev.voiceops.connector.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is not written yet, in order: the oldest in bounded memory, the rest in the spool. Any thread. */
final class Backlog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private final ArrayDeque<JournalEntry> memory = new ArrayDeque<>();
    private final Spool spool;
    private final int mostInMemory;
    private long lost;

    Backlog(Spool spool, int mostInMemory) {
        this.spool = spool;
        this.mostInMemory = mostInMemory;
    }

    synchronized void add(List<JournalEntry> entries) {
        if (spool.isEmpty() && memory.size() + entries.size() <= mostInMemory) {
            memory.addAll(entries);
        } else {
            spill(entries);
        }
        notifyAll();
    }

    private void spill(List<JournalEntry> entries) {
        try {
            spool.add(entries);
        } catch (IOException e) {
            lost += entries.size();
            LOG.error("the journal's spool takes no more, {} entries lost so far", lost, e);
        }
    }

    /** The oldest entries, at most {@code most}; they stay until {@link #arrived}. */
    synchronized List<JournalEntry> oldest(int most) {
        if (memory.isEmpty()) {
            refill();
        }
        List<JournalEntry> batch = new ArrayList<>(Math.min(most, memory.size()));
        for (Iterator<JournalEntry> entries = memory.iterator(); batch.size() < most && entries.hasNext(); ) {
            batch.add(entries.next());
        }
        return batch;
    }

    private void refill() {
        try {
            memory.addAll(spool.take());
        } catch (IOException e) {
            LOG.error("the journal's spool cannot be read", e);
        }
    }

    /** The {@code count} oldest need not be kept any longer. */
    synchronized void arrived(int count) {
        for (int i = 0; i < count; i++) {
            memory.removeFirst();
        }
        if (memory.isEmpty() && spool.isEmpty()) {
            try {
                spool.clear();
            } catch (IOException e) {
                LOG.error("the journal's spool cannot be emptied", e);
            }
        }
    }

    /** Waits until {@code enough} entries are there or {@code ms} have gone by. */
    synchronized void await(int enough, long ms) throws InterruptedException {
        long end = System.nanoTime() + ms * 1_000_000;
        for (long left = ms; memory.size() < enough && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    /** Entries in memory. */
    synchronized int inMemory() {
        return memory.size();
    }

    /** Whether entries are on disk that have not been taken. */
    synchronized boolean onDisk() {
        return !spool.isEmpty();
    }

    /** Entries given up because the disk took no more. */
    synchronized long lost() {
        return lost;
    }

    /** Leaves what has not arrived to the next process. */
    @Override
    public synchronized void close() throws IOException {
        spool.rewrite(List.copyOf(memory));
        memory.clear();
        spool.close();
    }
}
