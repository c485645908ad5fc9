package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Settings;
import dev.voiceops.store.Database;
import dev.voiceops.store.DatabaseSettings;
import dev.voiceops.store.EmbeddedDatabase;
import dev.voiceops.store.Secret;

/** From settings to the database of this process. Stateless; any thread. */
final class Databases {
    private static final int POOL = 16;

    private Databases() {}

    /** The database beside a platform that may be up; for commands. Opening it brings the schema up to date when none is. */
    static Database join(Config config) {
        return Database.join(settings(config, new LocalSecrets(config)));
    }

    /** The outside Postgres when there is a URL, the embedded one in {@code VOICEOPS_HOME/postgres} otherwise. */
    static DatabaseSettings settings(Config config, LocalSecrets secrets) {
        return new DatabaseSettings(
                config.find(Settings.DATABASE_URL).map(Secret::of).orElse(null),
                EmbeddedDatabase.Settings.in(
                        config.get(Settings.HOME).resolve("postgres"), config.get(Settings.DATABASE_PORT)),
                secrets.encryptionKeys(),
                POOL);
    }
}
