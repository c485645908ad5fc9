package dev.voiceops.store;

import dev.voiceops.store.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two lasting connections to one database, of which the first passes a hook before each statement. */
final class HistoryDoors implements AutoCloseable {
    private final TestDatabase database;
    private final SuperUser all;
    private final Db stepped;
    private final Db other;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    SteppedDb.Hook hook = _ -> {};

    private HistoryDoors(TestDatabase database) throws SQLException {
        this.database = database;
        this.all = SuperUser.of(database);
        this.stepped = SteppedDb.overOne(database, statement -> this.hook.before(statement));
        this.other = SteppedDb.overOne(database, _ -> {});
    }

    static HistoryDoors open(TestDatabase database) throws SQLException {
        return new HistoryDoors(database);
    }

    TestDatabase database() {
        return database;
    }

    Db stepped() {
        return stepped;
    }

    Db other() {
        return other;
    }

    ExecutorService thread() {
        return thread;
    }

    void run(String statement) {
        all.run(statement);
    }

    List<String> list(String query) {
        return all.list(query);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
