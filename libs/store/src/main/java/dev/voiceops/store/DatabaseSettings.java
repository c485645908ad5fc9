package dev.voiceops.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Database#open} needs to know.
 *
 * @param url an outside Postgres (16 or newer), its user being the owner of the schema; null: the embedded server
 * @param embedded the embedded server; used when there is no url
 * @param keys seal and open the secrets at rest
 * @param poolSize most connections at a time, listeners not counted
 */
public record DatabaseSettings(
        @Nullable Secret url, EmbeddedDatabase.Settings embedded, EncryptionKeys keys, int poolSize) {
    /** The embedded server in this directory on this port of 127.0.0.1. */
    public static DatabaseSettings embedded(Path directory, int port, EncryptionKeys keys) {
        return new DatabaseSettings(null, EmbeddedDatabase.Settings.in(directory, port), keys, 16);
    }
}
