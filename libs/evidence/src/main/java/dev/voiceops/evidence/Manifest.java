package dev.voiceops.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of a pack, which the signature covers: with it, every byte of every entry.
 *
 * @param format {@link #FORMAT}
 * @param kind {@code call} or {@code subject}
 * @param pack names this pack; the audit row of its making names it, too
 * @param tenant whose data
 * @param call the call; absent in a pack about a caller
 * @param createdBy who had it made, as in the audit trail
 * @param redaction how the tenant wants words read: {@code none}: the very words; else what tells who somebody is has become marks
 * @param key the public half of the key that signed, 64 hex digits
 * @param entries in the order of the file
 */
public record Manifest(
        String format,
        String kind,
        String pack,
        String tenant,
        @Nullable String call,
        Instant createdAt,
        String createdBy,
        String redaction,
        String key,
        List<Entry> entries) {
    /** This format. */
    public static final String FORMAT = "voiceops.evidence.v1";

    /** What its signature is made for: the signed bytes are these words, a line feed, and the bytes of {@code manifest.json}. */
    public static final String PURPOSE = FORMAT;

    static final String NAME = "manifest.json";
    static final String SIGNATURE = "manifest.sig";

    public Manifest {
        entries = List.copyOf(entries);
    }

    /**
     * An entry.
     *
     * @param sha256 64 lower-case hex digits
     */
    public record Entry(String name, long bytes, String sha256) {}
}
