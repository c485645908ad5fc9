package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void an_outside_database_is_used_as_its_owner_without_the_owners_rights() {
        Specimen specimen = Specimen.plant(database.db());
        try (Database outside = Database.open(outside(database.url()))) {
            String who = outside.db()
                    .tenant(
                            specimen.tenant(),
                            TESTER,
                            tx -> tx.sql("select session_user || ' as ' || current_user")
                                    .query(String.class)
                                    .single());
            assertThat(who).isEqualTo("voiceops_owner as voiceops_tenant");
            assertThatThrownBy(() -> outside.db()
                            .tenant(
                                    specimen.tenant(),
                                    TESTER,
                                    tx -> tx.sql("delete from audit_events").update()))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.DENIED));
        }
        assertThat(Database.migrate(outside(database.url()))).isZero();
    }

    @Test
    void a_server_that_is_gone_is_unavailable_and_the_message_holds_no_password() {
        Secret nowhere = Secret.of("postgres://somebody:hidden-word@127.0.0.1:1/voiceops");
        assertThatThrownBy(() -> Database.open(outside(nowhere)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE))
                .hasMessageContaining("127.0.0.1:1")
                .satisfies(e -> assertThat(e).message().doesNotContain("hidden-word"));
    }

    @Test
    void a_server_that_goes_away_makes_transactions_fail_as_unavailable() {
        TestDatabase leaving = TestDatabase.create(2);
        leaving.close();
        assertThatThrownBy(() -> leaving.db().platform(TEST, TESTER, Tenants::list))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:p%40ss+w%20rd@db.example:5433/voice?sslmode=require",
                "postgresql://app:p%40ss+w%20rd@db.example:5433/voice?sslmode=require",
                "jdbc:postgresql://db.example:5433/voice?sslmode=require&user=app&password=p%40ss%2Bw%20rd"
            })
    void a_url_is_read_in_either_form(String text) {
        PostgresUrl url = PostgresUrl.parse(Secret.of(text));
        assertThat(url.jdbcUrl()).startsWith("jdbc:postgresql://db.example:5433/voice?sslmode=require");
        assertThat(url.user()).isEqualTo("app");
        assertThat(url.password().reveal()).isEqualTo("p@ss+w rd");
        PostgresUrl again = PostgresUrl.parse(url.asUrl());
        assertThat(again.user()).isEqualTo("app");
        assertThat(again.password()).isEqualTo(url.password());
        assertThat(url.toString()).doesNotContain("p@ss").doesNotContain("p%40ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://a:b@c/d",
                "postgres://host/db",
                "postgres://user@host/db",
                "postgres://user:secret@host",
                "postgres://user:sec ret@host/db",
                "jdbc:postgresql://host/db",
                ""
            })
    void a_bad_url_is_refused_without_quoting_it(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse(Secret.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATABASE_URL")
                .satisfies(e -> assertThat(e).message().doesNotContain("sec"));
    }

    private static DatabaseSettings outside(Secret url) {
        return new DatabaseSettings(url, EmbeddedDatabase.Settings.in(Path.of("unused"), 0), TestDatabase.KEYS, 3);
    }
}
