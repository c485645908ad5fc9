package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MediaTokensTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static TestDatabase database;
    private static Db db;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        specimen = Specimen.plant(db);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_token_admits_its_call_once() {
        CallId call = specimen.call();
        Secret token = issue(call, MINUTE);
        assertThat(consume(token, call)).contains(new MediaTokens.Admitted(specimen.tenant(), call));
        assertThat(consume(token, call)).isEmpty();
    }

    @Test
    void a_token_of_another_call_an_expired_and_an_invented_one_are_refused() {
        CallId call = specimen.call();
        CallId other = specimen.call();
        Secret token = issue(call, MINUTE);
        assertThat(consume(token, other)).isEmpty();
        assertThat(consume(token, call)).isPresent();
        assertThat(consume(issue(call, Duration.ZERO), call)).isEmpty();
        assertThat(consume(Secret.of("invented"), call)).isEmpty();
    }

    @Test
    void a_new_token_voids_the_unused_one_before() {
        CallId call = specimen.call();
        Secret first = issue(call, MINUTE);
        Secret second = issue(call, MINUTE);
        assertThat(consume(first, call)).isEmpty();
        assertThat(consume(second, call)).isPresent();
    }

    @Test
    void of_racing_sockets_one_gets_in() throws Exception {
        CallId call = specimen.call();
        Secret token = issue(call, MINUTE);
        int admitted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<MediaTokens.Admitted>>> sockets = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                sockets.add(threads.submit(() -> consume(token, call)));
            }
            for (Future<Optional<MediaTokens.Admitted>> socket : sockets) {
                admitted += socket.get().isPresent() ? 1 : 0;
            }
        }
        assertThat(admitted).isOne();
    }

    @Test
    void of_webhooks_racing_for_a_call_the_last_to_commit_holds_the_good_token() throws Exception {
        CallId call = specimen.call();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Secret> tokens = new ArrayList<>();
            Future<Secret> racing = db.tenant(specimen.tenant(), TESTER, tx -> {
                tokens.add(MediaTokens.issue(tx, call, MINUTE));
                Future<Secret> second = threads.submit(() -> issue(call, MINUTE));
                while (!second.isDone() && !waitsForALock()) Thread.onSpinWait();
                return second;
            });
            tokens.add(racing.get());
            assertThat(consume(tokens.getFirst(), call)).isEmpty();
            assertThat(consume(tokens.getLast(), call)).isPresent();
        }
    }

    private static boolean waitsForALock() {
        return SuperUser.of(database)
                .one("select exists (select from pg_locks where not granted)::text")
                .equals("true");
    }

    private static Secret issue(CallId call, Duration validity) {
        return db.tenant(specimen.tenant(), TESTER, tx -> MediaTokens.issue(tx, call, validity));
    }

    private static Optional<MediaTokens.Admitted> consume(Secret token, CallId call) {
        return db.platform(
                TEST,
                TESTER,
                tx -> MediaTokens.consume(tx, token, "CA" + call.toString().replace("-", "")));
    }
}
