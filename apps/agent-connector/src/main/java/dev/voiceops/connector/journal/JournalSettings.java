package dev.voiceops.connector.journal;

/**
 * How the journal writes.
 *
 * @param batch so many entries are written at once at most
 * @param everyMs longest wait for a full batch
 * @param mostPauseMs longest pause between tries while the store does not answer
 * @param mostInMemory entries kept in memory; more go to disk
 */
public record JournalSettings(int batch, long everyMs, long mostPauseMs, int mostInMemory) {
    /** 256 entries or 80 ms; 2 s; 20,000 entries, some 10 MB. */
    public static JournalSettings standard() {
        return new JournalSettings(256, 80, 2_000, 20_000);
    }
}
