package dev.voiceops.store;

import dev.voiceops.store.testing.TestDatabase;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks behind the doors of a test database: sees and may do everything. Name tables with their schema. */
record SuperUser(JdbcClient sql) {
    static SuperUser of(TestDatabase database) {
        return new SuperUser(JdbcClient.create(database.superuser()));
    }

    int run(String statement) {
        return sql.sql(statement).update();
    }

    List<String> list(String query, Object... parameters) {
        return sql.sql(query).params(parameters).query(String.class).list();
    }

    String one(String query, Object... parameters) {
        return sql.sql(query).params(parameters).query(String.class).single();
    }
}
