package dev.voiceops.store;

import java.sql.Connection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An open transaction, handed to {@link Work} and to the repositories of this package, and useless after it. The
 * connection never leaves the package. Confined to the thread that opened it.
 */
public abstract sealed class Tx permits TenantTx, PortalTx, PlatformTx {
    private final Session session;
    private final Actor actor;
    private final Thread owner = Thread.currentThread();
    private boolean closed;

    Tx(Session session, Actor actor) {
        this.session = session;
        this.actor = actor;
    }

    /** Who does it. */
    public Actor actor() {
        return actor;
    }

    JdbcClient.StatementSpec sql(String statement, @Nullable Object... parameters) {
        mustBeOpen();
        return session.sql().sql(statement).params(Arrays.asList(parameters));
    }

    Connection connection() {
        mustBeOpen();
        return session.connection();
    }

    Vault vault() {
        return session.vault();
    }

    void close() {
        closed = true;
    }

    private void mustBeOpen() {
        if (closed || !Thread.currentThread().equals(owner)) {
            throw new IllegalStateException("a transaction serves only its own work, on the thread that opened it");
        }
    }

    /** What a transaction works with. */
    record Session(JdbcClient sql, Connection connection, Vault vault) {}
}
