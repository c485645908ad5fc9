package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The only way to publish: a message exists exactly if its transaction was committed. Delivery is at least once and in
 * no promised order; each insertion wakes listeners of channel {@code outbox} with the topic.
 */
public final class Outbox {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private Outbox() {}

    /** Publishes as the tenant. The payload is JSON text. */
    public static MessageId publish(TenantTx tx, String topic, String payload) {
        return publish(tx, tx.tenant(), topic, payload);
    }

    /** Publishes for a tenant from a platform transaction. The payload is JSON text. */
    public static MessageId publish(PlatformTx tx, TenantId tenant, String topic, String payload) {
        return publish((Tx) tx, tenant, topic, payload);
    }

    private static MessageId publish(Tx tx, TenantId tenant, String topic, String payload) {
        MessageId id = MessageId.create();
        tx.sql(
                        "insert into outbox (tenant_id, id, topic, payload) values (?, ?, ?, ?::jsonb)",
                        tenant.value(),
                        id.value(),
                        topic,
                        payload)
                .update();
        return id;
    }

    /**
     * Takes up to {@code limit} messages that are due, oldest first, passing over those that others are taking. Each must
     * be settled by {@link #done}, {@link #retry} or {@link #dead} within the lease, or it becomes due again.
     */
    public static List<OutboxMessage> claim(PlatformTx tx, Collection<String> topics, int limit, Duration lease) {
        return tx.sql("""
                update outbox o set attempts = o.attempts + 1,
                                    available_at = clock_timestamp() + make_interval(secs => ?)
                from (select tenant_id, id from outbox
                      where dead_at is null and available_at <= clock_timestamp() and topic = any(?)
                      order by available_at limit ? for update skip locked) as due
                where o.tenant_id = due.tenant_id and o.id = due.id
                returning o.tenant_id, o.id, o.topic, o.payload::text, o.attempts, o.created_at""", lease.toMillis() / 1000.0, Rows.array(tx, "text", topics, topic -> topic), limit)
                .query(Outbox::read)
                .list();
    }

    /** Delivered: forgets the message. False: the lease was over and another worker has it. */
    public static boolean done(PlatformTx tx, OutboxMessage message) {
        return tx.sql(
                                "delete from outbox where tenant_id = ? and id = ? and attempts = ?",
                                message.tenant().value(),
                                message.id().value(),
                                message.attempt())
                        .update()
                == 1;
    }

    /**
     * Not delivered: it becomes due again after a pause that doubles with each attempt, with full jitter.
     *
     * @param cause for people; never with content of the call
     * @return false: the lease was over and another worker has it
     */
    public static boolean retry(PlatformTx tx, OutboxMessage message, String cause) {
        return tx.sql(
                                """
                update outbox set available_at = clock_timestamp() + make_interval(secs => ?), last_error = ?
                where tenant_id = ? and id = ? and attempts = ? and dead_at is null""",
                                pause(message.attempt()).toMillis() / 1000.0,
                                cause,
                                message.tenant().value(),
                                message.id().value(),
                                message.attempt())
                        .update()
                == 1;
    }

    /** Given up: it stays for people to see, with its cause. False: the lease was over and another worker has it. */
    public static boolean dead(PlatformTx tx, OutboxMessage message, String cause) {
        return tx.sql("""
                update outbox set dead_at = clock_timestamp(), last_error = ?
                where tenant_id = ? and id = ? and attempts = ? and dead_at is null""", cause, message.tenant().value(), message.id().value(), message.attempt())
                        .update()
                == 1;
    }

    /** {@link #retry}, or {@link #dead} once {@code mostAttempts} have failed. */
    public static void failed(PlatformTx tx, OutboxMessage message, int mostAttempts, String cause) {
        if (message.attempt() >= mostAttempts) {
            dead(tx, message, cause);
        } else {
            retry(tx, message, cause);
        }
    }

    private static Duration pause(int attempt) {
        long limit = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(1 + ThreadLocalRandom.current().nextLong(limit));
    }

    private static OutboxMessage read(ResultSet row, int number) throws SQLException {
        return new OutboxMessage(
                new TenantId(Rows.uuid(row, "tenant_id")),
                new MessageId(Rows.uuid(row, "id")),
                row.getString("topic"),
                row.getString("payload"),
                row.getInt("attempts"),
                Rows.instant(row, "created_at"));
    }
}
