package dev.voiceops.store;

import dev.voiceops.store.AuditDamage.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves the audit chains, independently of the functions in the database that wrote them: every row against its hash, its
 * predecessor and its detail, the end against the head, and the whole against the signed checkpoints. It streams, holds no
 * lock, and may run while rows are added. One thread.
 */
public final class AuditVerifier {
    private static final Reason VERIFY = new Reason("verify the audit chains");
    private static final int BATCH = 5_000;
    private static final byte[] BEGINNING =
            AuditEntry.sha256().digest("voiceops.audit".getBytes(StandardCharsets.UTF_8));

    private final Db db;
    private final Actor actor;
    private final AuditSigner signer;
    private final MessageDigest sha256 = AuditEntry.sha256();

    public AuditVerifier(Db db, Actor actor, AuditSigner signer) {
        this.db = db;
        this.actor = actor;
        this.signer = signer;
    }

    /**
     * What a chain came to.
     *
     * @param rows how many were read
     * @param bare how many of them have no detail any more
     * @param sealedUpTo number of the last row under a good checkpoint; 0: none is
     * @param damage the first bad row; null: the chain holds
     */
    public record Finding(
            TenantId chain,
            long rows,
            long bare,
            long sealedUpTo,
            @Nullable AuditDamage damage) {}

    /** Every chain there is, the platform's own included. */
    public List<TenantId> chains() {
        return db.platform(
                VERIFY,
                actor,
                tx -> tx.sql("select tenant_id from audit_chains() order by tenant_id")
                        .query((row, number) -> new TenantId(Rows.uuid(row, "tenant_id")))
                        .list());
    }

    /** Verifies one chain. A chain that does not exist has no rows and holds. */
    public Finding verify(TenantId chain) {
        Walk walk = new Walk(chain, db.platform(VERIFY, actor, tx -> AuditCheckpoints.of(tx, chain)));
        while (walk.damage == null) {
            List<AuditEntry> rows = db.platform(VERIFY, actor, tx -> after(tx, chain, walk.last));
            rows.forEach(walk::step);
            if (walk.damage == null && rows.size() < BATCH && ends(walk)) break;
        }
        return new Finding(chain, walk.rows, walk.bare, walk.sealed, walk.damage);
    }

    /** Whether the walk has come to the chain's end; rows that were added meanwhile are walked next. */
    private boolean ends(Walk walk) {
        End end = db.platform(VERIFY, actor, tx -> end(tx, walk.chain));
        if (walk.seq < end.highest() && walk.seq < end.seq()) return false;
        walk.end(end);
        db.platform(VERIFY, actor, tx -> detailAlone(tx, walk.chain))
                .ifPresent(seq -> walk.bad(seq, Kind.DETAIL_ALONE));
        return true;
    }

    private static List<AuditEntry> after(PlatformTx tx, TenantId chain, long seq) {
        return tx.sql(
                        AuditEntry.SELECT + "where e.tenant_id = ? and e.seq > ? order by e.seq limit ?",
                        chain.value(),
                        seq,
                        BATCH)
                .query(AuditEntry::read)
                .list();
    }

    private static End end(PlatformTx tx, TenantId chain) {
        return tx.sql("select seq, hash, highest from audit_end(?)", chain.value())
                .query((row, number) -> new End(row.getLong("seq"), row.getBytes("hash"), row.getLong("highest")))
                .single();
    }

    private static Optional<Long> detailAlone(PlatformTx tx, TenantId chain) {
        return tx.sql("""
                        select d.seq from audit_details d where d.tenant_id = ? and not exists (
                            select 1 from audit_events e where e.tenant_id = d.tenant_id and e.seq = d.seq)
                        order by d.seq limit 1""", chain.value()).query(Long.class).optional();
    }

    /** A chain's head, and the highest number among its rows. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by equals
    private record End(long seq, byte @Nullable [] hash, long highest) {}

    /** How far the verification of one chain came. */
    private final class Walk {
        private final TenantId chain;
        private final Deque<AuditCheckpoints.Signed> checkpoints;
        private byte[] hash = BEGINNING;
        private long last = Long.MIN_VALUE;
        private long seq;
        private long rows;
        private long bare;
        private long sealed;
        private @Nullable AuditDamage damage;

        Walk(TenantId chain, List<AuditCheckpoints.Signed> checkpoints) {
            this.chain = chain;
            this.checkpoints = new ArrayDeque<>(checkpoints);
        }

        void step(AuditEntry row) {
            if (damage != null) return;
            rows++;
            last = row.seq();
            if (row.detail() == null) bare++;
            Kind kind = fault(row);
            if (kind != null) {
                bad(kind == Kind.MISSING ? seq + 1 : row.seq(), kind);
                return;
            }
            seq = row.seq();
            hash = row.proof().hash();
            checkpoint();
        }

        private @Nullable Kind fault(AuditEntry row) {
            if (row.seq() <= seq) return Kind.SURPLUS;
            if (row.seq() > seq + 1) return Kind.MISSING;
            if (!MessageDigest.isEqual(row.proof().hash(), row.expectedHash(sha256))) return Kind.ALTERED;
            if (!MessageDigest.isEqual(row.proof().prevHash(), hash)) return Kind.DETACHED;
            return row.keepsItsDetail(sha256) ? null : Kind.DETAIL_ALTERED;
        }

        private void checkpoint() {
            AuditCheckpoints.Signed next = checkpoints.peek();
            if (next == null || next.point().seq() > seq) return;
            checkpoints.remove();
            if (next.point().seq() < seq || !signer.verifies(next.point(), next.signature())) {
                bad(next.point().seq(), Kind.CHECKPOINT_FORGED);
            } else if (!MessageDigest.isEqual(next.point().hash(), hash)) {
                bad(seq, Kind.REWRITTEN);
            } else {
                sealed = seq;
            }
        }

        void end(End end) {
            if (damage != null) return;
            if (seq < end.seq() || !checkpoints.isEmpty()) {
                boolean forged =
                        checkpoints.stream().noneMatch(next -> signer.verifies(next.point(), next.signature()));
                if (seq >= end.seq() && forged) bad(checkpoints.peek().point().seq(), Kind.CHECKPOINT_FORGED);
                else bad(seq + 1, Kind.CUT_OFF);
            } else if (seq > end.seq()) {
                bad(end.seq() + 1, Kind.SURPLUS);
            } else if (!MessageDigest.isEqual(hash, end.hash() == null && seq == 0 ? BEGINNING : end.hash())) {
                bad(seq, Kind.HEAD_ALTERED);
            }
        }

        void bad(long where, Kind kind) {
            if (damage == null || where < damage.seq()) damage = new AuditDamage(chain, where, kind);
        }
    }
}
