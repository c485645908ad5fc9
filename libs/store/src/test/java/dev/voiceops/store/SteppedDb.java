package dev.voiceops.store;

import dev.voiceops.store.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A door to a test database through which every statement, and the commit, passes a hook first. */
final class SteppedDb {
    private SteppedDb() {}

    /** What happens before a statement; may block, or throw {@link Crash}. */
    interface Hook {
        void before(String statement) throws SQLException;
    }

    /** The process is gone: the connection is cut, and what was not committed never was. */
    static final class Crash extends SQLException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process is gone", "08006");
        }
    }

    static Db open(TestDatabase database, Hook hook) {
        DataSource straight = Database.source(database.server().login(database.name()), Duration.ofSeconds(30));
        DataSource stepped = new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return stepping(straight.getConnection(), hook);
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                throw new SQLException("not here");
            }
        };
        return new Db(stepped, Vault.of(TestDatabase.KEYS), new Listeners(straight::getConnection));
    }

    /**
     * The same over one connection that stays open, for many steps in a short time. A crash takes back what was not committed, as
     * the server does when it loses a process.
     */
    static Db overOne(TestDatabase database, Hook hook) throws SQLException {
        Connection kept = Database.source(database.server().login(database.name()), Duration.ofSeconds(30))
                .getConnection();
        Connection stepped = (Connection) Proxy.newProxyInstance(
                SteppedDb.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) return null;
                    try {
                        if (method.getName().equals("prepareStatement")) hook.before((String) arguments[0]);
                        if (method.getName().equals("commit")) hook.before("commit");
                    } catch (Crash crash) {
                        kept.rollback();
                        throw crash;
                    }
                    try {
                        return method.invoke(kept, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
        DataSource one = new SingleConnectionDataSource(stepped, true);
        return new Db(one, Vault.of(TestDatabase.KEYS), new Listeners(() -> kept));
    }

    private static Connection stepping(Connection connection, Hook hook) {
        return (Connection) Proxy.newProxyInstance(
                SteppedDb.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("prepareStatement")) hook.before((String) arguments[0]);
                        if (method.getName().equals("commit")) hook.before("commit");
                    } catch (Crash crash) {
                        connection.close();
                        throw crash;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    /** Counts the statements of the work. */
    static int steps(TestDatabase database, Consumer<Db> work) {
        int[] count = {0};
        work.accept(open(database, _ -> count[0]++));
        return count[0];
    }
}
