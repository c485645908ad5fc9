package dev.voiceops.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An opened database: the embedded server if there is one, the migrated schema, the pool and the doors. Any thread;
 * closed once, after everything that uses it.
 */
public final class Database implements AutoCloseable {
    private static final String LOGIN = "voiceops_login";

    private final @Nullable EmbeddedDatabase embedded;
    private final HikariDataSource pool;
    private final Listeners listeners;
    private final Db db;
    private final PostgresUrl owner;

    private Database(
            @Nullable EmbeddedDatabase embedded,
            PostgresUrl owner,
            HikariDataSource pool,
            Listeners listeners,
            Vault vault) {
        this.embedded = embedded;
        this.owner = owner;
        this.pool = pool;
        this.listeners = listeners;
        this.db = new Db(pool, vault, listeners);
    }

    /**
     * Starts the embedded server unless there is a URL, migrates, and opens the pool.
     *
     * @throws StoreException UNAVAILABLE or EMBEDDED with what to do about it
     * @throws IllegalArgumentException if the URL cannot be read
     */
    public static Database open(DatabaseSettings settings) {
        Secret url = settings.url();
        if (url != null) {
            PostgresUrl owner = PostgresUrl.parse(url);
            return open(null, owner, owner, settings);
        }
        EmbeddedDatabase embedded = EmbeddedDatabase.start(settings.embedded());
        try {
            return open(embedded, embedded.owner(), embedded.login(), settings);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /**
     * Opens the database beside whoever uses it already: for commands. The embedded server of a platform that is up is joined;
     * otherwise as {@link #open}.
     */
    public static Database join(DatabaseSettings settings) {
        Optional<RunningServer> up =
                settings.url() == null ? RunningServer.in(settings.embedded().directory()) : Optional.empty();
        return up.map(server -> connect(null, server.owner(), server.login(), settings.keys(), settings.poolSize()))
                .orElseGet(() -> open(settings));
    }

    /** Brings the schema up to date without opening the pool; returns how many migrations were applied. */
    public static int migrate(DatabaseSettings settings) {
        Secret url = settings.url();
        if (url != null) {
            return Migrations.apply(owner(PostgresUrl.parse(url)));
        }
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(settings.embedded())) {
            return Migrations.apply(owner(embedded.owner()));
        }
    }

    /** Opens an already migrated database of a running embedded server; closing it leaves the server running. */
    public static Database openIn(EmbeddedDatabase server, String name, EncryptionKeys keys, int poolSize) {
        return connect(null, server.owner(name), server.login(name), keys, poolSize);
    }

    private static Database open(
            @Nullable EmbeddedDatabase embedded, PostgresUrl owner, PostgresUrl login, DatabaseSettings settings) {
        Migrations.apply(owner(owner));
        return connect(embedded, owner, login, settings.keys(), settings.poolSize());
    }

    private static Database connect(
            @Nullable EmbeddedDatabase embedded,
            PostgresUrl owner,
            PostgresUrl login,
            EncryptionKeys keys,
            int poolSize) {
        Vault vault = Vault.of(keys);
        Listeners listeners = new Listeners(() -> listeningConnection(login));
        return new Database(embedded, owner, pool(login, poolSize), listeners, vault);
    }

    /** The doors. */
    public Db db() {
        return db;
    }

    /** The port of the embedded server on 127.0.0.1; 0 if the database is an outside one. */
    public int port() {
        return embedded == null ? 0 : embedded.port();
    }

    /**
     * Where the database is, with user and password of its owner, in the form of {@code DATABASE_URL}: for processes
     * that this one starts.
     */
    public Secret url() {
        return owner.asUrl();
    }

    @Override
    public void close() {
        listeners.close();
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static DataSource owner(PostgresUrl url) {
        return source(url, Duration.ofMinutes(10));
    }

    private static HikariDataSource pool(PostgresUrl url, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("voiceops");
        config.setDataSource(source(url, Duration.ofSeconds(30)));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setAutoCommit(false);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
        if (!url.user().equals(LOGIN)) {
            config.setConnectionInitSql("set role " + LOGIN);
        }
        return new HikariDataSource(config);
    }

    private static Connection listeningConnection(PostgresUrl url) throws SQLException {
        return source(url, Duration.ofSeconds(30)).getConnection();
    }

    static PGSimpleDataSource source(PostgresUrl url, Duration statementTimeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password().reveal());
        source.setCurrentSchema(Migrations.SCHEMA);
        source.setApplicationName("voiceops");
        source.setLogServerErrorDetail(false);
        source.setReWriteBatchedInserts(true);
        source.setConnectTimeout(5);
        source.setSocketTimeout((int) statementTimeout.plusSeconds(10).toSeconds());
        source.setTcpKeepAlive(true);
        source.setOptions("-c statement_timeout=" + statementTimeout.toMillis()
                + " -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c timezone=UTC");
        return source;
    }
}
