package dev.voiceops.connector.journal;

import dev.voiceops.connector.journal.JournalEntry.Body.Happened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the numbers of each call without gaps, as the store demands: an entry that was lost or refused leaves a note in its
 * place, so that the entries after it still arrive, and the timeline shows that something is missing. One thread.
 */
final class Gaps {
    private static final String TYPE = "runtime.journal_entry_missing";
    private final Map<CallRef, Long> last = new ConcurrentHashMap<>();

    /** The batch without what has arrived before and with notes for what is missing. */
    List<JournalEntry> fill(List<JournalEntry> batch) {
        Map<CallRef, Long> seen = new HashMap<>();
        List<JournalEntry> filled = new ArrayList<>(batch.size());
        for (JournalEntry entry : batch) {
            long before = seen.getOrDefault(entry.call(), last.getOrDefault(entry.call(), entry.n() - 1));
            for (long n = before + 1; n < entry.n(); n++) {
                filled.add(note(new JournalEntry(entry.call(), n, entry.at(), entry.monoMs(), entry.body()), "lost"));
            }
            if (entry.n() > before) {
                filled.add(entry);
            }
            seen.put(entry.call(), Math.max(before, entry.n()));
        }
        return filled;
    }

    void arrived(List<JournalEntry> batch) {
        batch.forEach(entry -> last.merge(entry.call(), entry.n(), Math::max));
    }

    void forget(CallRef call) {
        last.remove(call);
    }

    static JournalEntry note(JournalEntry instead, String why) {
        return new JournalEntry(
                instead.call(), instead.n(), instead.at(), instead.monoMs(), new Happened(TYPE, Map.of("cause", why)));
    }

    static boolean isNote(JournalEntry entry) {
        return entry.body() instanceof Happened(String type, var _) && type.equals(TYPE);
    }
}
