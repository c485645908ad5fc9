package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static TestDatabase database;
    private static Db db;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create(12);
        db = database.db();
        specimen = Specimen.plant(db);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_message_exists_exactly_if_its_transaction_was_committed() {
        assertThatThrownBy(() -> db.tenant(specimen.tenant(), TESTER, tx -> {
                    Outbox.publish(tx, "test.rollback", "{}");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(claim("test.rollback", LEASE)).isEmpty();
        MessageId id = publish("test.commit", "{\"a\": 1}");
        List<OutboxMessage> claimed = claim("test.commit", LEASE);
        assertThat(claimed).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(id);
            assertThat(message.tenant()).isEqualTo(specimen.tenant());
            assertThat(message.payload()).isEqualTo("{\"a\": 1}");
            assertThat(message.attempt()).isOne();
        });
    }

    @Test
    void a_taken_message_is_hidden_until_its_lease_is_over_and_then_settled_only_by_its_new_taker() {
        publish("test.lease", "{}");
        OutboxMessage first = claim("test.lease", Duration.ofMillis(-1)).getFirst();
        OutboxMessage second = claim("test.lease", LEASE).getFirst();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(claim("test.lease", LEASE)).isEmpty();
        assertThat(done(first)).isFalse();
        assertThat(done(second)).isTrue();
        assertThat(done(second)).isFalse();
    }

    @Test
    void a_message_that_fails_comes_again_later_and_is_given_up_with_its_cause() {
        publish("test.fail", "{}");
        OutboxMessage first = claim("test.fail", LEASE).getFirst();
        settle(first, 2, "connect refused");
        makeDue("test.fail");
        OutboxMessage second = claim("test.fail", LEASE).getFirst();
        settle(second, 2, "connect refused again");
        makeDue("test.fail");
        assertThat(claim("test.fail", LEASE)).isEmpty();
        assertThat(
                        SuperUser.of(database)
                                .one(
                                        "select last_error from voiceops.outbox where topic = 'test.fail' and dead_at is not null"))
                .isEqualTo("connect refused again");
    }

    @Test
    void the_platform_publishes_for_a_named_tenant() {
        db.platform(TEST, TESTER, tx -> Outbox.publish(tx, specimen.tenant(), "test.platform", "{}"));
        assertThat(claim("test.platform", LEASE))
                .extracting(OutboxMessage::tenant)
                .containsExactly(specimen.tenant());
    }

    @Test
    void eight_relays_deliver_each_of_two_thousand_messages_once() throws Exception {
        db.tenant(specimen.tenant(), TESTER, tx -> {
            for (int i = 0; i < 2000; i++) {
                Outbox.publish(tx, "test.many", "{}");
            }
            return 0;
        });
        Set<MessageId> delivered = ConcurrentHashMap.newKeySet();
        List<MessageId> twice = new ArrayList<>();
        try (ExecutorService relays = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(relays.submit(() -> relay(delivered, twice)));
            }
            for (Future<?> relay : running) {
                relay.get();
            }
        }
        assertThat(delivered).hasSize(2000);
        assertThat(twice).isEmpty();
    }

    private static void relay(Set<MessageId> delivered, List<MessageId> twice) {
        while (true) {
            List<OutboxMessage> batch = db.platform(TEST, TESTER, tx -> {
                List<OutboxMessage> taken = Outbox.claim(tx, List.of("test.many"), 50, LEASE);
                taken.forEach(message -> Outbox.done(tx, message));
                return taken;
            });
            if (batch.isEmpty()) {
                return;
            }
            for (OutboxMessage message : batch) {
                if (!delivered.add(message.id())) {
                    synchronized (twice) {
                        twice.add(message.id());
                    }
                }
            }
        }
    }

    @Test
    void a_listener_is_woken_by_the_commit_and_asked_to_look_after_each_connect() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (AutoCloseable listening = db.listen("outbox", new Queue(heard))) {
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("connected");
            publish("test.notify", "{}");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("test.notify");
            SuperUser.of(database)
                    .list("select pg_terminate_backend(pid)::text from pg_stat_activity where query = 'listen outbox'");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("connected");
            publish("test.notify", "{}");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("test.notify");
            assertThat(listening).isNotNull();
        }
    }

    private record Queue(LinkedBlockingQueue<String> heard) implements Listener {
        @Override
        public void connected() {
            heard.add("connected");
        }

        @Override
        public void notified(String payload) {
            heard.add(payload);
        }
    }

    private static MessageId publish(String topic, String payload) {
        return db.tenant(specimen.tenant(), TESTER, tx -> Outbox.publish(tx, topic, payload));
    }

    private static List<OutboxMessage> claim(String topic, Duration lease) {
        return db.platform(TEST, TESTER, tx -> Outbox.claim(tx, List.of(topic), 10, lease));
    }

    private static boolean done(OutboxMessage message) {
        return db.platform(TEST, TESTER, tx -> Outbox.done(tx, message));
    }

    private static void settle(OutboxMessage message, int mostAttempts, String cause) {
        db.platform(TEST, TESTER, tx -> {
            Outbox.failed(tx, message, mostAttempts, cause);
            return 0;
        });
    }

    private static void makeDue(String topic) {
        SuperUser.of(database)
                .run("update voiceops.outbox set available_at = now() - interval '1 s' where topic = '" + topic + "'");
    }
}
