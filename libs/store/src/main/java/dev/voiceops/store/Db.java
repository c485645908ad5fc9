package dev.voiceops.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only ways to the database: as one tenant, as a reader of one tenant's portal, or as the platform with a reason. Any thread, virtual ones too; a
 * transaction stays on the thread that opened it, and a second one inside it is refused.
 *
 * <p>Every method throws {@link StoreException}; after {@code UNAVAILABLE} nothing was written.
 */
public final class Db {
    private static final int TRIES = 6;
    private static final String OPEN = """
            select set_config('role', ?, true), set_config('app.tenant', ?, true),
                   set_config('app.actor', ?, true), set_config('app.reason', ?, true)""";

    private final DataSource pool;
    private final TransactionTemplate transactions;
    private final JdbcTemplate statements;
    private final JdbcClient client;
    private final Vault vault;
    private final Listeners listeners;

    @SuppressWarnings("ThreadLocalUsage") // one Db for each database, as long as the process lives
    private final ThreadLocal<IdempotencyKeys.@Nullable Held> carried = new ThreadLocal<>();

    Db(DataSource pool, Vault vault, Listeners listeners) {
        this.pool = pool;
        this.vault = vault;
        this.listeners = listeners;
        // JdbcTransactionManager would roll back after a failed commit, and so hide why it failed
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        statements = new JdbcTemplate(pool);
        statements.setExceptionTranslator(new SQLStateSQLExceptionTranslator());
        client = JdbcClient.create(statements);
    }

    /** Does the work as one tenant: other tenants' rows do not exist for it. */
    public <R extends @Nullable Object> R tenant(TenantId tenant, Actor actor, Work<TenantTx, R> work) {
        Context context = new Context("voiceops_tenant", tenant.toString(), actor, "");
        return run(context, work, session -> new TenantTx(session, tenant, actor));
    }

    /**
     * Reads what one tenant's portal may show. The role behind it has no right to write anything but the audit row that says
     * what was read ({@link Audit#appendReading}).
     */
    public <R extends @Nullable Object> R portal(TenantId tenant, Actor actor, Work<PortalTx, R> work) {
        Context context = new Context("voiceops_reader", tenant.toString(), actor, "");
        return run(context, work, session -> new PortalTx(session, tenant, actor));
    }

    /** Does the work over the rows of all tenants. Few callers; the reason stands in the audit rows it writes. */
    public <R extends @Nullable Object> R platform(Reason reason, Actor actor, Work<PlatformTx, R> work) {
        Context context = new Context("voiceops_platform", "", actor, reason.text());
        return run(context, work, session -> new PlatformTx(session, reason, actor));
    }

    /**
     * From now on, until closed, transactions of this thread carry out that request: each that writes marks it so when it
     * commits, and fails with CONTENTION when the right to run it was lost meanwhile.
     */
    public Carrying carrying(IdempotencyKeys.Held request) {
        carried.set(request);
        return carried::remove;
    }

    /** Ends what {@link #carrying} began; on the same thread. */
    @FunctionalInterface
    public interface Carrying extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Listens on a NOTIFY channel ({@code outbox}, {@code calls}, {@code call_events}) with a connection of its own,
     * until closed. Notifications are hints: after every (re)connect {@link Listener#connected} asks the listener to
     * look for itself, and a slow poll must stay as the net. Returns at once; the listener is called on one own thread.
     */
    public AutoCloseable listen(String channel, Listener listener) {
        return listeners.open(channel, listener);
    }

    private <T extends Tx, R extends @Nullable Object> R run(Context context, Work<T, R> work, Door<T> door) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is already open on this thread");
        }
        int tries = work.mayRepeat() ? TRIES : 1;
        for (int attempt = 1; ; attempt++) {
            try {
                return once(context, work, door);
            } catch (StoreException e) {
                if (e.code() != StoreException.Code.CONTENTION || attempt >= tries) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private <T extends Tx, R extends @Nullable Object> R once(Context context, Work<T, R> work, Door<T> door) {
        Progress progress = new Progress();
        try {
            return transactions.execute(status -> {
                try {
                    R result = inside(context, work, door);
                    progress.committing = true;
                    return result;
                } catch (RuntimeException e) {
                    progress.failure = e;
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            // a rollback that fails must not hide why there was one
            RuntimeException cause = progress.failure == null ? e : progress.failure;
            boolean ofDatabase = cause instanceof TransactionException || cause instanceof DataAccessException;
            throw ofDatabase ? Failures.of(cause, progress.committing) : cause;
        }
    }

    private <T extends Tx, R extends @Nullable Object> R inside(Context context, Work<T, R> work, Door<T> door) {
        introduce(context);
        T tx = door.open(new Tx.Session(client, DataSourceUtils.getConnection(pool), vault));
        try {
            R result = work.in(tx);
            IdempotencyKeys.Held request = carried.get();
            if (request != null && !(tx instanceof PortalTx)) IdempotencyKeys.carriedOut(tx, request);
            return result;
        } finally {
            tx.close();
        }
    }

    private void introduce(Context context) {
        statements.query(
                OPEN,
                row -> {},
                context.role(),
                context.tenant(),
                context.actor().toString(),
                context.reason());
    }

    private static void pause(int attempt) {
        long limit = Duration.ofMillis(5).toNanos() << attempt;
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(limit));
    }

    /** Who a transaction says it is. */
    private record Context(String role, String tenant, Actor actor, String reason) {}

    /** How far a transaction came. */
    private static final class Progress {
        boolean committing;

        @Nullable
        RuntimeException failure;
    }

    @FunctionalInterface
    private interface Door<T extends Tx> {
        T open(Tx.Session session);
    }
}
