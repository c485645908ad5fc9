package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the schema {@code voiceops} up to date from {@code db/migrations}, as its owner. Versions may arrive out of
 * order, so that several people can add files side by side. Any thread; several processes wait for each other.
 */
final class Migrations {
    static final String SCHEMA = "voiceops";
    static final String LOCATION = "classpath:db/migrations";

    /** GRANT ... WITH INHERIT, SET came with this one. */
    private static final int OLDEST = 16;

    private Migrations() {}

    /** Returns how many files were applied. */
    static int apply(DataSource owner) {
        mustServe(owner);
        try {
            int applied = configuration(owner).load().migrate().migrationsExecuted;
            JdbcClient.create(owner)
                    .sql("call voiceops.ensure_call_partitions(now() + interval '8 weeks')")
                    .update();
            return applied;
        } catch (FlywayException e) {
            throw new StoreException(Code.INTERNAL, "the migrations failed: " + e.getMessage(), e);
        }
    }

    private static void mustServe(DataSource owner) {
        try (Connection connection = owner.getConnection()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST) {
                throw new StoreException(
                        Code.UNAVAILABLE,
                        "The database is PostgreSQL " + major + "; it must be " + OLDEST + " or newer.");
            }
        } catch (SQLException e) {
            throw new StoreException(
                    Code.UNAVAILABLE,
                    "The database does not let us in: " + e.getMessage() + " Is it running, and is DATABASE_URL right?",
                    e);
        }
    }

    /** Twelve hex digits that change when any migration changes. */
    static String fingerprint(DataSource anywhere) {
        CRC32 crc = new CRC32();
        for (MigrationInfo migration : configuration(anywhere).load().info().all()) {
            crc.update((migration.getScript() + migration.getChecksum()).getBytes(StandardCharsets.UTF_8));
        }
        return String.format("%012x", crc.getValue());
    }

    private static FluentConfiguration configuration(DataSource owner) {
        return Flyway.configure()
                .dataSource(owner)
                .schemas(SCHEMA)
                .locations(LOCATION)
                .outOfOrder(true)
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .cleanDisabled(true);
    }
}
