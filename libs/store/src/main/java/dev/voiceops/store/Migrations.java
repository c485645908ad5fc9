package dev.voiceops.store;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema {@code voiceops} up to date from {@code db/migrations}, as its owner. Versions may arrive out of
 * order, so that several people can add files side by side. Any thread; several processes wait for each other.
 */
final class Migrations {
    static final String SCHEMA = "voiceops";
    static final String LOCATION = "classpath:db/migrations";

    private Migrations() {}

    /** Returns how many files were applied. */
    static int apply(DataSource owner) {
        try {
            return configuration(owner).load().migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw new StoreException(StoreException.Code.INTERNAL, "the migrations failed: " + e.getMessage(), e);
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
