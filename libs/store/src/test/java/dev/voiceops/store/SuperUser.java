package dev.voiceops.store;

import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks behind the doors of a test database: sees and may do everything. */
record SuperUser(JdbcClient sql) {
    static SuperUser of(TestDatabase database) {
        return new SuperUser(JdbcClient.create(database.server().superuser(database.name())));
    }

    void run(String statement) {
        sql.sql("set search_path = voiceops; " + statement)
                .query((row, number) -> 0)
                .list();
    }

    List<String> list(String query, Object... parameters) {
        return sql.sql(query).params(parameters).query(String.class).list();
    }

    String one(String query, Object... parameters) {
        return sql.sql(query).params(parameters).query(String.class).single();
    }
}
