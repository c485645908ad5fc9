package dev.voiceops.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void a_fresh_database_is_migrated_and_answers_through_the_doors() {
        try (TestDatabase database = TestDatabase.create()) {
            String role = database.db()
                    .platform(
                            new Reason("test"),
                            Actor.service("test"),
                            tx -> tx.sql("select current_user || ' ' || count(*) from tenants")
                                    .query(String.class)
                                    .single());
            assertThat(role).isEqualTo("voiceops_platform 0");
        }
    }
}
