package dev.voiceops.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A row of an audit chain.
 *
 * @param actor {@code user:…}, {@code service:…} or {@code caller:…}
 * @param reason why a platform transaction did it; null for a tenant's own
 * @param action code of an {@link AuditAction}
 * @param detail JSON object text; null once retention has deleted it
 */
public record AuditEntry(
        TenantId chain,
        long seq,
        Instant at,
        String actor,
        @Nullable String reason,
        String action,
        Audit.Target target,
        @Nullable String detail,
        Proof proof) {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static final String SELECT = """
            select e.tenant_id, e.seq, e.at, e.actor, e.reason, e.action, e.target_kind, e.target_id,
                   e.commitment, e.prev_hash, e.hash, d.salt, d.detail
            from audit_events e left join audit_details d on d.tenant_id = e.tenant_id and d.seq = e.seq\s""";

    /** What proves the row; 32 bytes each. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by equals
    record Proof(byte[] commitment, byte[] prevHash, byte[] hash, byte @Nullable [] salt) {}

    static AuditEntry read(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                new TenantId(Rows.uuid(row, "tenant_id")),
                row.getLong("seq"),
                Rows.instant(row, "at"),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("action"),
                new Audit.Target(row.getString("target_kind"), row.getString("target_id")),
                row.getString("detail"),
                new Proof(
                        row.getBytes("commitment"),
                        row.getBytes("prev_hash"),
                        row.getBytes("hash"),
                        row.getBytes("salt")));
    }

    /** The hash as the database's {@code audit_hash} makes it, made independently of it. */
    byte[] expectedHash(MessageDigest sha256) {
        StringBuilder text = new StringBuilder(256);
        field(text, chain.toString());
        field(text, Long.toString(seq));
        field(text, AT.format(at));
        field(text, actor);
        field(text, reason);
        field(text, action);
        field(text, target.kind());
        field(text, target.id());
        sha256.update(proof.prevHash());
        sha256.update(proof.commitment());
        return sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the detail, if it is still there, is the one the row committed to. */
    boolean keepsItsDetail(MessageDigest sha256) {
        byte[] salt = proof.salt();
        if (detail == null || salt == null) return detail == null && salt == null;
        sha256.update(salt);
        return MessageDigest.isEqual(proof.commitment(), sha256.digest(detail.getBytes(StandardCharsets.UTF_8)));
    }

    /** The row's hash, 64 hex digits: finds it in the chain. */
    public String hashText() {
        return java.util.HexFormat.of().formatHex(proof.hash());
    }

    /** Whether the row's own columns and its detail are those that were hashed; says nothing about its place in the chain. */
    public boolean isIntact() {
        MessageDigest sha256 = sha256();
        return MessageDigest.isEqual(proof.hash(), expectedHash(sha256)) && keepsItsDetail(sha256);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void field(StringBuilder text, @Nullable String field) {
        if (field == null) {
            text.append('-');
        } else {
            text.append(field.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(field);
        }
    }

    /** Names the row; who is concerned stays out of logs. */
    @Override
    public String toString() {
        return "AuditEntry[" + chain + " " + seq + " " + action + "]";
    }
}
