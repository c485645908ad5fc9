package dev.voiceops.store.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.EmbeddedDatabase;
import dev.voiceops.store.EncryptionKeys;
import dev.voiceops.store.Secret;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A fresh, migrated database for one test class: copied in well under a second from a template on the embedded server
 * that all tests of this JVM share, and dropped by {@link #close}. Any thread.
 */
public final class TestDatabase implements AutoCloseable {
    /** The encryption key of every test database. */
    public static final EncryptionKeys KEYS = EncryptionKeys.of(new byte[32]);

    private static final String PROTECTED = """
            select c.oid::regclass::text from pg_class c
            where c.relnamespace = 'voiceops'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity order by 1""";

    private final EmbeddedDatabase server;
    private final String name;
    private final Database database;
    private final HikariDataSource superuser;

    private TestDatabase(EmbeddedDatabase server, String name, Database database) {
        this.server = server;
        this.name = name;
        this.database = database;
        this.superuser = few(server.superuser(name));
    }

    /** A fresh database with a pool of 8 connections. */
    public static TestDatabase create() {
        return create(8);
    }

    /** A fresh database with a pool of this size. */
    public static TestDatabase create(int poolSize) {
        EmbeddedDatabase server = SharedServer.get();
        String name = SharedServer.freshName();
        server.createDatabase(name, SharedServer.template());
        return new TestDatabase(server, name, Database.openIn(server, name, KEYS, poolSize));
    }

    /** The doors. */
    public Db db() {
        return database.db();
    }

    /** The same database as {@code DATABASE_URL}, for processes that a test starts. */
    public Secret url() {
        return database.url();
    }

    /** May do everything in it, past all policies, over connections that live as long as this. */
    public DataSource superuser() {
        return superuser;
    }

    /** Switches row-level security of every table off, or on again: to measure what it costs, and for nothing else. */
    public void rowLevelSecurity(boolean on) {
        JdbcClient sql = JdbcClient.create(superuser);
        for (String table : sql.sql(PROTECTED).query(String.class).list()) {
            sql.sql("alter table " + table + (on ? " enable" : " disable") + " row level security")
                    .update();
        }
    }

    /** Its name on {@link #server}. */
    public String name() {
        return name;
    }

    /** The server that holds it; shared, so leave it running. */
    public EmbeddedDatabase server() {
        return server;
    }

    @Override
    public void close() {
        superuser.close();
        database.close();
        server.dropDatabase(name);
    }

    private static HikariDataSource few(DataSource source) {
        HikariDataSource few = new HikariDataSource();
        few.setDataSource(source);
        few.setMaximumPoolSize(2);
        few.setMinimumIdle(0);
        return few;
    }
}
