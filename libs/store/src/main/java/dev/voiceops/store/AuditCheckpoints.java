package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The signed checkpoints of the audit chains. */
public final class AuditCheckpoints {
    private AuditCheckpoints() {}

    /** When a chain is due for a checkpoint: after so many rows since its last, or when the oldest of them is so old. */
    public record Due(int rows, Duration age) {}

    /**
     * Signs the heads of the chains that are due, at most {@code limit} of them.
     *
     * @return how many were signed; {@code limit}: there may be more
     */
    public static int sign(PlatformTx tx, AuditSigner signer, Due due, Instant now, int limit) {
        List<AuditSigner.Point> heads = tx.sql("""
                        select h.tenant_id, h.seq, h.hash from audit_chains() h
                        left join lateral (select c.seq from audit_checkpoints c where c.tenant_id = h.tenant_id
                                           order by c.seq desc limit 1) last on true
                        left join audit_events e on e.tenant_id = h.tenant_id and e.seq = coalesce(last.seq, 0) + 1
                        where h.hash is not null and h.seq > coalesce(last.seq, 0)
                          and (h.seq - coalesce(last.seq, 0) >= ? or e.at <= ?)
                        order by h.tenant_id limit ?""", due.rows(), Rows.time(now.minus(due.age())), limit)
                .query((row, number) -> new AuditSigner.Point(
                        new TenantId(Rows.uuid(row, "tenant_id")),
                        row.getLong("seq"),
                        row.getBytes("hash"),
                        now.truncatedTo(ChronoUnit.MICROS)))
                .list();
        heads.forEach(head -> tx.sql(
                        """
                        insert into audit_checkpoints (tenant_id, seq, hash, at, signature) values (?, ?, ?, ?, ?)
                        on conflict (tenant_id, seq) do nothing""", head.chain().value(), head.seq(), head.hash(), Rows.time(head.at()), signer.sign(head))
                .update());
        return heads.size();
    }

    /** Signs anew, with the first key, what an older key signed; after that the older key may be dropped. Returns how many. */
    public static int renew(PlatformTx tx, AuditSigner signer) {
        List<Signed> outdated = tx
                .sql("select tenant_id, seq, hash, at, signature from audit_checkpoints")
                .query(AuditCheckpoints::read)
                .stream()
                .filter(signed -> signer.isOutdated(signed.point(), signed.signature()))
                .toList();
        outdated.forEach(signed -> tx.sql(
                        "update audit_checkpoints set signature = ? where tenant_id = ? and seq = ?",
                        signer.sign(signed.point()),
                        signed.point().chain().value(),
                        signed.point().seq())
                .update());
        return outdated.size();
    }

    static List<Signed> of(PlatformTx tx, TenantId chain) {
        return tx.sql("""
                        select tenant_id, seq, hash, at, signature from audit_checkpoints
                        where tenant_id = ? order by seq""", chain.value()).query(AuditCheckpoints::read).list();
    }

    /** The newest checkpoint of the transaction's tenant: up to here its chain is sealed. */
    public static Optional<Long> lastOf(TenantTx tx) {
        return last(tx, tx.tenant());
    }

    /** The newest checkpoint of any chain. */
    public static Optional<Long> lastOf(PlatformTx tx, TenantId chain) {
        return last(tx, chain);
    }

    private static Optional<Long> last(Tx tx, TenantId chain) {
        return tx.sql("select seq from audit_checkpoints where tenant_id = ? order by seq desc limit 1", chain.value())
                .query(Long.class)
                .optional();
    }

    private static Signed read(ResultSet row, int number) throws SQLException {
        return new Signed(
                new AuditSigner.Point(
                        new TenantId(Rows.uuid(row, "tenant_id")),
                        row.getLong("seq"),
                        row.getBytes("hash"),
                        Rows.instant(row, "at")),
                row.getBytes("signature"));
    }

    /** A checkpoint and its signature. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by equals
    record Signed(AuditSigner.Point point, byte[] signature) {}
}
