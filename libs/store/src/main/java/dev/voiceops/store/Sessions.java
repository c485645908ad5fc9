package dev.voiceops.store;

import dev.voiceops.store.Users.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. Every request reads the session and the person's rights in one statement, so that a sign-out, a disabled
 * person and a changed role are seen at once by every process. Secrets come as their SHA-256 only.
 */
public final class Sessions {
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

    private static final String STANDING = """
            select s.id, s.seen_at, u.id as user_id, u.internal_role,
                   (select string_agg(m.tenant_id || ' ' || m.role, ',') from memberships m where m.user_id = u.id) as memberships
            from sessions s join users u on u.id = s.user_id
            where s.ended_at is null and u.disabled_at is null and s.expires_at > ?""";

    private Sessions() {}

    /**
     * A session that is good now.
     *
     * @param seenAt when it was last used, to the minute
     */
    public record Open(SessionId id, UserId user, Standing standing, Instant seenAt) {}

    /** Begins a session of an access token: it has no secret, the token names it. Clears a few that are long over. */
    public static SessionId begin(PlatformTx tx, UserId user, Instant now, Instant expiresAt) {
        return insert(tx, user, null, now, expiresAt);
    }

    /** Begins a session of a browser, which shows the secret with this hash. */
    public static SessionId begin(PlatformTx tx, UserId user, byte[] secretHash, Instant now, Instant expiresAt) {
        return insert(tx, user, secretHash, now, expiresAt);
    }

    /** The session that a good access token names, unless it is over or the person is disabled. */
    public static Optional<Open> open(PlatformTx tx, SessionId session, Instant now) {
        return tx.sql(STANDING + " and s.id = ? and s.secret_hash is null", Rows.time(now), session.value())
                .query(Sessions::read)
                .optional();
    }

    /**
     * The session whose secret has this hash, unless it is over, was idle too long, or the person is disabled. Using it keeps it
     * from being idle.
     */
    public static Optional<Open> open(PlatformTx tx, byte[] secretHash, Instant now, Duration idle) {
        Optional<Open> open = tx.sql(
                        STANDING + " and s.secret_hash = ? and s.seen_at > ?",
                        Rows.time(now),
                        secretHash,
                        Rows.time(now.minus(idle)))
                .query(Sessions::read)
                .optional();
        open.filter(found -> found.seenAt().isBefore(now.minusSeconds(60)))
                .ifPresent(found -> tx.sql(
                                "update sessions set seen_at = greatest(seen_at, ?) where id = ?",
                                Rows.time(now),
                                found.id().value())
                        .update());
        return open;
    }

    /** Ends one; false if it was over. */
    public static boolean end(PlatformTx tx, SessionId session, Instant now) {
        return tx.sql(
                                "update sessions set ended_at = ? where id = ? and ended_at is null",
                                Rows.time(now),
                                session.value())
                        .update()
                == 1;
    }

    /** Ends all sessions of a person but one (null: all); says how many. */
    public static int endAll(PlatformTx tx, UserId user, @Nullable SessionId but, Instant now) {
        return tx.sql(
                        "update sessions set ended_at = ? where user_id = ? and ended_at is null and id is distinct from ?::uuid",
                        Rows.time(now),
                        user.value(),
                        but == null ? null : but.value())
                .update();
    }

    private static SessionId insert(
            PlatformTx tx, UserId user, byte @Nullable [] hash, Instant now, Instant expiresAt) {
        tx.sql("""
                        delete from sessions where id in (
                            select id from sessions where expires_at < ? order by expires_at limit 20 for update skip locked)""", Rows.time(now.minus(KEPT_AFTER_EXPIRY))).update();
        SessionId session = SessionId.create();
        tx.sql(
                        "insert into sessions (id, user_id, secret_hash, created_at, seen_at, expires_at) values (?, ?, ?, ?, ?, ?)",
                        session.value(),
                        user.value(),
                        hash,
                        Rows.time(now),
                        Rows.time(now),
                        Rows.time(expiresAt))
                .update();
        return session;
    }

    private static Open read(ResultSet row, int number) throws SQLException {
        UserId user = new UserId(Rows.uuid(row, "user_id"));
        String internal = row.getString("internal_role");
        Standing standing = new Standing(
                Actor.user(user),
                internal == null ? null : Role.of(internal),
                memberships(row.getString("memberships")));
        return new Open(new SessionId(Rows.uuid(row, "id")), user, standing, Rows.instant(row, "seen_at"));
    }

    private static Map<TenantId, Role> memberships(@Nullable String listed) {
        Map<TenantId, Role> memberships = new HashMap<>();
        if (listed != null) {
            for (String one : listed.split(",")) {
                memberships.put(new TenantId(UUID.fromString(one.substring(0, 36))), Role.of(one.substring(37)));
            }
        }
        return memberships;
    }
}
