package dev.voiceops.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;

/**
 * Writes what was done into the transaction that did it. The database adds who, when and why, and chains the row to the
 * tenant's row before; no role but the schema's owner can change or remove it.
 *
 * <p>The tenant's chain is held until the transaction ends: append last.
 */
public final class Audit {
    /** The chain of what concerns no single tenant. */
    public static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private static final int SALT = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Audit() {}

    /**
     * What something was done to.
     *
     * @param kind {@code call}, {@code agent_version}, …
     * @param id names it; never personal data
     */
    public record Target(String kind, String id) {}

    /** Appends without detail. */
    public static void append(TenantTx tx, AuditAction action, Target target) {
        append(tx, tx.tenant(), action, target, "{}");
    }

    /** Appends; the detail (JSON object text) may be personal, and is kept apart so that it can be deleted. */
    public static void append(TenantTx tx, AuditAction action, Target target, String detail) {
        append(tx, tx.tenant(), action, target, detail);
    }

    /** How often something was done to a target. */
    public static long count(TenantTx tx, AuditAction action, Target target) {
        return tx.sql(
                        "select count(*) from audit_events where target_kind = ? and target_id = ? and action = ?",
                        target.kind(),
                        target.id(),
                        action.code())
                .query(Long.class)
                .single();
    }

    /**
     * Appends unless the same actor did the same to the same target within the time before; reads that belong together leave
     * one row.
     *
     * @return whether a row was written
     */
    public static boolean appendOnceWithin(
            TenantTx tx, Duration within, AuditAction action, Target target, String detail) {
        String same = String.join("|", tx.actor().toString(), action.code(), target.kind(), target.id());
        tx.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))", same).query(row -> {});
        boolean fresh = tx.sql("""
                        select not exists (select 1 from audit_events
                            where target_kind = ? and target_id = ? and action = ? and actor = current_actor()
                              and at > clock_timestamp() - make_interval(secs => ?))""", target.kind(), target.id(), action.code(), within.toMillis() / 1000.0)
                .query(Boolean.class)
                .single();
        if (fresh) append(tx, action, target, detail);
        return fresh;
    }

    /** Appends to the chain of a tenant, or of the {@link #PLATFORM}, from a platform transaction. */
    public static void append(PlatformTx tx, TenantId chain, AuditAction action, Target target, String detail) {
        append((Tx) tx, chain, action, target, detail);
    }

    /**
     * Appends that something of the portal was read. The portal's role may write nothing itself: a function of the schema
     * does it, for these actions only, and only into the chain of the transaction's own tenant.
     *
     * @throws StoreException INVALID when the action is not one of reading
     */
    public static void appendReading(PortalTx tx, AuditAction action, Target target) {
        byte[] salt = salt();
        tx.sql(
                        "select audit_reading(?, ?, ?, ?, ?, ?)",
                        action.code(),
                        target.kind(),
                        target.id(),
                        commitment(salt, "{}"),
                        salt,
                        "{}")
                .query(row -> {});
    }

    /** The same, unless the same actor read the same within the time before: reads that belong together leave one row. */
    public static void appendReadingOnceWithin(PortalTx tx, Duration within, AuditAction action, Target target) {
        byte[] salt = salt();
        tx.sql(
                        "select audit_reading_once(?, ?, ?, ?, ?, ?, make_interval(secs => ?))",
                        action.code(),
                        target.kind(),
                        target.id(),
                        commitment(salt, "{}"),
                        salt,
                        "{}",
                        within.toMillis() / 1000.0)
                .query(row -> {});
    }

    private static void append(Tx tx, TenantId chain, AuditAction action, Target target, String detail) {
        byte[] salt = salt();
        tx.sql("""
                        with entry as (
                            insert into audit_events (tenant_id, action, target_kind, target_id, commitment)
                            values (?, ?, ?, ?, ?) returning tenant_id, seq)
                        insert into audit_details (tenant_id, seq, salt, detail)
                        select tenant_id, seq, ?, ? from entry""", chain.value(), action.code(), target.kind(), target.id(), commitment(salt, detail), salt, detail)
                .update();
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static byte[] commitment(byte[] salt, String detail) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(detail.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
