package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests that must run once, however often they are sent. {@link #reserve} before, {@link Db#carrying} around, {@link #answered}
 * or {@link #release} after: a transaction that writes marks the request as carried out when it commits.
 */
public final class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private IdempotencyKeys() {}

    /**
     * What names a request.
     *
     * @param principal who sends it
     * @param route method and pattern of the path
     * @param key the client's
     * @param hash SHA-256 of everything that makes it this request
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared by equals
    public record Request(String principal, String route, String key, byte[] hash) {}

    /** The right to run a request; {@code fence}: which attempt it is. */
    public record Held(UUID id, int fence) {}

    /** Whether a request may run. */
    public sealed interface Reservation {
        /** It may. */
        record Granted(Held held) implements Reservation {}

        /** It ran, and this text was kept as its answer. */
        record Answered(Secret answer) implements Reservation {}

        /** It runs at this moment; ask again after so long. */
        record Running(Duration pause) implements Reservation {}

        /** It was carried out, and the process died before it could answer. */
        record AnswerLost() implements Reservation {}

        /** The key belongs to another request. */
        record OtherRequest() implements Reservation {}
    }

    /** Takes the right to run a request, unless somebody has or had it. */
    public static Reservation reserve(PlatformTx tx, Request request, Instant now) {
        tx.sql(
                        "delete from idempotency_keys where principal = ? and expires_at < ?",
                        request.principal(),
                        Rows.time(now))
                .update();
        UUID id = Uuid7.next();
        int inserted = tx.sql(
                        """
                        insert into idempotency_keys (id, principal, route, key, request_hash, lease_until, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (principal, route, key) do nothing""",
                        id,
                        request.principal(),
                        request.route(),
                        request.key(),
                        request.hash(),
                        Rows.time(now.plus(LEASE)),
                        Rows.time(now.plus(KEPT)))
                .update();
        if (inserted == 1) return new Reservation.Granted(new Held(id, 1));
        return find(tx, request)
                .map(row -> judge(tx, row, request, now))
                // it expired and was deleted by another request between the two statements
                .orElseGet(() -> new Reservation.Running(Duration.ofSeconds(1)));
    }

    /** Keeps the answer (any text, sealed) for repetitions of the request. */
    public static void answered(PlatformTx tx, Held held, Secret answer) {
        tx.sql("""
                        update idempotency_keys set state = 'answered', answer_sealed = ?
                        where id = ? and fence = ? and state <> 'answered'""", tx.vault().seal(place(held.id()), answer), held.id(), held.fence())
                .update();
    }

    /** Lets the request run again, if it wrote nothing. */
    public static void release(PlatformTx tx, Held held) {
        tx.sql("delete from idempotency_keys where id = ? and fence = ? and state = 'running'", held.id(), held.fence())
                .update();
    }

    static void carriedOut(Tx tx, Held held) {
        tx.sql("select idempotency_carried_out(?, ?)", held.id(), held.fence()).query(row -> {});
    }

    private static Reservation judge(PlatformTx tx, Row row, Request request, Instant now) {
        if (!Arrays.equals(row.hash(), request.hash())) return new Reservation.OtherRequest();
        boolean alive = row.leaseUntil().isAfter(now);
        return switch (row.state()) {
            case "answered" ->
                new Reservation.Answered(tx.vault().open(place(row.id()), Objects.requireNonNull(row.answer())));
            case "carried_out" -> alive ? new Reservation.Running(Duration.ofSeconds(1)) : new Reservation.AnswerLost();
            default -> alive ? new Reservation.Running(Duration.ofSeconds(1)) : takenOver(tx, row, now);
        };
    }

    private static Reservation takenOver(PlatformTx tx, Row row, Instant now) {
        Held held = new Held(row.id(), row.fence() + 1);
        tx.sql(
                        "update idempotency_keys set fence = ?, lease_until = ? where id = ?",
                        held.fence(),
                        Rows.time(now.plus(LEASE)),
                        held.id())
                .update();
        return new Reservation.Granted(held);
    }

    private static Optional<Row> find(PlatformTx tx, Request request) {
        return tx.sql("""
                        select id, request_hash, state, fence, lease_until, answer_sealed from idempotency_keys
                        where principal = ? and route = ? and key = ? for update""", request.principal(), request.route(), request.key())
                .query(IdempotencyKeys::read)
                .optional();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                Rows.uuid(row, "id"),
                row.getBytes("request_hash"),
                row.getString("state"),
                row.getInt("fence"),
                Rows.instant(row, "lease_until"),
                row.getBytes("answer_sealed"));
    }

    private static Vault.Place place(UUID id) {
        return new Vault.Place(Audit.PLATFORM, "idempotency_keys", "answer_sealed", id.toString());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared by equals
    private record Row(UUID id, byte[] hash, String state, int fence, Instant leaseUntil, byte @Nullable [] answer) {}
}
