package dev.voiceops.store;

import dev.voiceops.store.Users.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys that programs show instead of signing in: each has a role in one tenant, or (made through the platform's door) in all.
 * Secrets come as their SHA-256 only: a key is 256 random bits, which no slow hash could protect better.
 */
public final class ApiKeys {
    private static final String COLUMNS =
            "id, name, role, prefix, created_by, created_at, expires_at, last_used_at, revoked_at";

    private ApiKeys() {}

    /**
     * @param prefix how it begins; shown, so that people can tell which is which
     * @param expiresAt null: never
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, compared by nobody
    public record NewKey(
            KeyId id,
            String name,
            Role role,
            String prefix,
            byte[] secretHash,
            @Nullable Instant expiresAt) {}

    /** A key as shown; its secret is gone. */
    public record Key(
            KeyId id,
            String name,
            Role role,
            String prefix,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** Adds a key of the tenant. */
    public static void insert(TenantTx tx, NewKey key) {
        insert(tx, tx.tenant(), key);
    }

    /** Adds a key for all tenants; its role is an internal one. */
    public static void insert(PlatformTx tx, NewKey key) {
        insert(tx, Audit.PLATFORM, key);
    }

    /** The tenant's keys, newest first, before this one (null: from the newest), at most so many. */
    public static List<Key> list(TenantTx tx, @Nullable KeyId before, int limit) {
        return list(tx, tx.tenant(), before, limit);
    }

    /** The keys for all tenants, as {@link #list(TenantTx, KeyId, int)}. */
    public static List<Key> list(PlatformTx tx, @Nullable KeyId before, int limit) {
        return list(tx, Audit.PLATFORM, before, limit);
    }

    /** Ends a key of the tenant; false if there is none that could still be used. */
    public static boolean revoke(TenantTx tx, KeyId key, Instant now) {
        return revoke(tx, tx.tenant(), key, now);
    }

    /** Ends a key for all tenants. */
    public static boolean revoke(PlatformTx tx, KeyId key, Instant now) {
        return revoke(tx, Audit.PLATFORM, key, now);
    }

    /** What the key with this hash may do, if it is good now; notes its use, to the minute. */
    public static Optional<Standing> use(PlatformTx tx, byte[] secretHash, Instant now) {
        Optional<Used> used =
                tx.sql("""
                        select tenant_id, id, role, last_used_at from api_keys
                        where secret_hash = ? and revoked_at is null and (expires_at is null or expires_at > ?)""", secretHash, Rows.time(now)).query(Used::read).optional();
        used.filter(key -> key.last() == null || key.last().isBefore(now.minusSeconds(60)))
                .ifPresent(key -> tx.sql(
                                "update api_keys set last_used_at = greatest(last_used_at, ?) where tenant_id = ? and id = ?",
                                Rows.time(now),
                                key.tenant().value(),
                                key.id().value())
                        .update());
        return used.map(Used::standing);
    }

    private static void insert(Tx tx, TenantId tenant, NewKey key) {
        tx.sql(
                        """
                        insert into api_keys (tenant_id, id, name, role, prefix, secret_hash, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)""",
                        tenant.value(),
                        key.id().value(),
                        key.name(),
                        key.role().code(),
                        key.prefix(),
                        key.secretHash(),
                        Rows.time(key.expiresAt()))
                .update();
    }

    private static List<Key> list(Tx tx, TenantId tenant, @Nullable KeyId before, int limit) {
        return tx.sql(
                        "select " + COLUMNS + """
                         from api_keys where tenant_id = ? and (?::uuid is null or id < ?::uuid)
                        order by id desc limit ?""",
                        tenant.value(),
                        before == null ? null : before.value(),
                        before == null ? null : before.value(),
                        limit)
                .query(ApiKeys::read)
                .list();
    }

    private static boolean revoke(Tx tx, TenantId tenant, KeyId key, Instant now) {
        return tx.sql(
                                "update api_keys set revoked_at = ? where tenant_id = ? and id = ? and revoked_at is null",
                                Rows.time(now),
                                tenant.value(),
                                key.value())
                        .update()
                == 1;
    }

    private static Key read(ResultSet row, int number) throws SQLException {
        return new Key(
                new KeyId(Rows.uuid(row, "id")),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getString("prefix"),
                row.getString("created_by"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "expires_at"),
                Rows.instantOrNull(row, "last_used_at"),
                Rows.instantOrNull(row, "revoked_at"));
    }

    /** A good key, as found. */
    private record Used(
            TenantId tenant, KeyId id, Role role, @Nullable Instant last) {
        static Used read(ResultSet row, int number) throws SQLException {
            return new Used(
                    new TenantId(Rows.uuid(row, "tenant_id")),
                    new KeyId(Rows.uuid(row, "id")),
                    Role.of(row.getString("role")),
                    Rows.instantOrNull(row, "last_used_at"));
        }

        Standing standing() {
            boolean internal = tenant.equals(Audit.PLATFORM);
            return new Standing(Actor.key(id), internal ? role : null, internal ? Map.of() : Map.of(tenant, role));
        }
    }
}
