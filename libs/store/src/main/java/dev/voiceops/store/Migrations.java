package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings the schema {@code voiceops} up to date from {@code db/migrations}, as its owner. Versions may arrive out of
 * order, so that several people can add files side by side. What was applied is noted in the schema's comment, so that a
 * start with nothing to do costs one query. Any thread; several processes wait for each other.
 */
final class Migrations {
    static final String SCHEMA = "voiceops";
    static final String LOCATION = "classpath:db/migrations";

    /** GRANT ... WITH INHERIT, SET came with this one. */
    private static final int OLDEST = 16;

    private static final String NOTE = "migrations ";

    private Migrations() {}

    /** Returns how many files were applied. */
    static int apply(DataSource owner) {
        try (Connection connection = owner.getConnection()) {
            mustServe(connection);
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            String newest = NOTE + fingerprint();
            int applied = newest.equals(note(sql)) ? 0 : migrate(owner, sql, newest);
            sql.sql("call voiceops.ensure_call_partitions(now() + interval '8 weeks')")
                    .update();
            return applied;
        } catch (FlywayException e) {
            throw new StoreException(Code.INTERNAL, "the migrations failed: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new StoreException(
                    Code.UNAVAILABLE,
                    "The database does not let us in: " + e.getMessage() + " Is it running, and is DATABASE_URL right?",
                    e);
        }
    }

    private static int migrate(DataSource owner, JdbcClient sql, String newest) {
        int applied = Flyway.configure()
                .dataSource(owner)
                .schemas(SCHEMA)
                .locations(LOCATION)
                .outOfOrder(true)
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .load()
                .migrate()
                .migrationsExecuted;
        // no parameters in COMMENT; the note is hex digits
        sql.sql("comment on schema voiceops is '" + newest + "'").update();
        return applied;
    }

    private static String note(JdbcClient sql) {
        return sql.sql("select coalesce(obj_description(to_regnamespace('voiceops')::oid, 'pg_namespace'), '')")
                .query(String.class)
                .single();
    }

    private static void mustServe(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST) {
            throw new StoreException(
                    Code.UNAVAILABLE, "The database is PostgreSQL " + major + "; it must be " + OLDEST + " or newer.");
        }
    }

    /** Twelve hex digits that change when any migration changes. */
    static String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Resource file : files()) {
                digest.update(Objects.requireNonNull(file.getFilename()).getBytes(StandardCharsets.UTF_8));
                try (InputStream text = file.getInputStream()) {
                    digest.update(text.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("the migrations cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<Resource> files() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources(LOCATION + "/*.sql");
        return Arrays.stream(files)
                .sorted(Comparator.comparing(file -> Objects.requireNonNull(file.getFilename())))
                .toList();
    }
}
