package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own: its files in one directory, kept between starts; on 127.0.0.1 only; passwords made at
 * the first start and kept there, readable by the user alone. A server left over from a killed process is stopped first.
 *
 * <p>The directory holds {@code data} (the cluster), {@code credentials}, {@code lock} and {@code server.log}. Any
 * thread.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    static final String DATABASE = "voiceops";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final EmbeddedDirectory directory;
    private final Credentials credentials;

    private EmbeddedDatabase(EmbeddedPostgres server, EmbeddedDirectory directory, Credentials credentials) {
        this.server = server;
        this.directory = directory;
        this.credentials = credentials;
    }

    /**
     * @param directory where everything is kept; made if missing
     * @param binaries where the server's programs are unpacked; may be shared
     * @param port on 127.0.0.1; 0: any free one
     * @param durable false for tests: faster, and a crash of the machine may lose the data
     */
    public record Settings(Path directory, Path binaries, int port, boolean durable) {
        /** The usual case: durable, with the programs beside the data. */
        public static Settings in(Path directory, int port) {
            return new Settings(directory, directory.resolve("bin"), port, true);
        }
    }

    /**
     * Starts the server and makes its roles and its database if this is the first time.
     *
     * @throws StoreException EMBEDDED, saying what is in the way and what to do
     */
    public static EmbeddedDatabase start(Settings settings) {
        EmbeddedDirectory directory = EmbeddedDirectory.take(settings.directory());
        try {
            directory.stopLeftoverServer();
            directory.setAsideHalfMadeCluster();
            int port = EmbeddedPlatform.freePort(settings.port());
            EmbeddedPlatform.mustRunHere();
            Credentials credentials = directory.credentials();
            EmbeddedPostgres server = launch(settings, directory, credentials, port);
            EmbeddedDatabase database = new EmbeddedDatabase(server, directory, credentials);
            database.furnish();
            LOG.info("Embedded Postgres is up: port={}", port);
            return database;
        } catch (RuntimeException e) {
            directory.release();
            throw e;
        }
    }

    /** Where the schema's owner goes in. */
    PostgresUrl owner() {
        return url(DATABASE, "voiceops_owner", credentials.owner());
    }

    /** Where the pool goes in. */
    PostgresUrl login() {
        return url(DATABASE, "voiceops_login", credentials.login());
    }

    /** The same server's other database. */
    PostgresUrl owner(String database) {
        return url(database, "voiceops_owner", credentials.owner());
    }

    /** The same server's other database. */
    PostgresUrl login(String database) {
        return url(database, "voiceops_login", credentials.login());
    }

    /** May do everything on this server. */
    DataSource superuser() {
        return superuser("postgres");
    }

    /** May do everything in one database of this server. */
    public DataSource superuser(String database) {
        return server.getDatabase("postgres", database);
    }

    /** Makes another database on this server as a copy of a template. The template must have no open connections. */
    public void createDatabase(String name, String template) {
        Furnishing.database(superuser(), name, template);
    }

    /** Drops a database of this server, ending what is still connected to it. */
    public void dropDatabase(String name) {
        Furnishing.drop(superuser(), name);
    }

    /** Drops all databases whose name is like the SQL pattern. */
    public void dropDatabasesNamed(String pattern) {
        Furnishing.namesLike(superuser(), pattern).forEach(this::dropDatabase);
    }

    /** The name of a database of this server that holds the migrated, empty schema; made if it is not there yet. */
    public String migratedTemplate() {
        return Furnishing.template(this);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("Stopping the embedded Postgres failed", e);
        } finally {
            directory.release();
        }
    }

    private PostgresUrl url(String database, String user, Secret password) {
        return new PostgresUrl("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, user, password);
    }

    private void furnish() {
        try {
            Furnishing.of(superuser(), credentials);
            directory.markWhole();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static EmbeddedPostgres launch(
            Settings settings, EmbeddedDirectory directory, Credentials credentials, int port) {
        try {
            Files.createDirectories(settings.binaries());
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOverrideWorkingDirectory(settings.binaries().toFile())
                    .setPort(port)
                    .setPGStartupWait(STARTUP)
                    .setConnectConfig("password", credentials.superuser().reveal())
                    .setOutputRedirector(
                            ProcessBuilder.Redirect.to(directory.log().toFile()));
            // these go to initdb: scram from the first moment on, and one collation on every platform
            builder.setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig(
                            "pwfile", directory.passwordFile(credentials).toString())
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C");
            if (EmbeddedPlatform.isLinux()) {
                builder.setLocaleConfig("sync-method", "syncfs");
            }
            ServerSettings.of(settings.durable()).forEach(builder::setServerConfig);
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new StoreException(Code.EMBEDDED, "The embedded Postgres did not start. " + directory.logTail(), e);
        } finally {
            directory.removePasswordFile();
        }
    }
}
