package dev.voiceops.store;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.redaction.RedactedSpeech;
import dev.voiceops.contracts.redaction.Redactor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Entries of a journal as a tenant wants them stored. The one door through which what was said gets into the database. */
final class RedactedEntries {
    private RedactedEntries() {}

    static List<? extends JournalEntry> asTheTenantWants(TenantTx tx, List<? extends JournalEntry> entries) {
        boolean speaks = entries.stream().anyMatch(entry -> !(entry instanceof JournalEntry.Turn));
        return speaks && Tenants.redaction(tx) == RedactionPolicy.WRITE ? redacted(entries) : entries;
    }

    private static List<JournalEntry> redacted(List<? extends JournalEntry> entries) {
        List<Utterance> said = entries.stream()
                .<Utterance>mapMulti((entry, sink) -> {
                    if (entry instanceof JournalEntry.Said(long _, Utterance utterance)) {
                        sink.accept(utterance);
                    }
                })
                .toList();
        Iterator<Utterance> redacted = RedactedSpeech.of(said).iterator();
        List<JournalEntry> stored = new ArrayList<>();
        for (JournalEntry entry : entries) {
            stored.add(
                    switch (entry) {
                        case JournalEntry.Said(long n, Utterance _) -> new JournalEntry.Said(n, redacted.next());
                        case JournalEntry.Event(long n, var happening) ->
                            new JournalEntry.Event(n, redacted(happening));
                        case JournalEntry.Turn turn -> turn;
                    });
        }
        return stored;
    }

    private static JournalEntry.Happening redacted(JournalEntry.Happening happening) {
        return new JournalEntry.Happening(
                happening.at(), happening.monoMs(), happening.type(), Redactor.redactJson(happening.payload()));
    }
}
