package dev.voiceops.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proves the receipts of deletion: each against its hash, its predecessor, its signature, and against what the audit chain noted
 * when runs ended, so that a chain whose end was cut off shows, too. Reads page by page, while the platform runs. Any thread.
 */
public final class ReceiptVerifier {
    private static final int PAGE = 1_000;
    private static final Reason PROVE = new Reason("prove the receipts of deletion");

    private final Db db;
    private final Actor actor;
    private final byte[][] publicKeys;

    /** Trusts receipts signed with one of these public keys. */
    public ReceiptVerifier(Db db, Actor actor, List<byte[]> publicKeys) {
        this.db = db;
        this.actor = actor;
        this.publicKeys = publicKeys.stream().map(byte[]::clone).toArray(byte[][]::new);
    }

    /**
     * What came of one tenant's chain.
     *
     * @param receipts how many are good, up to the first bad one
     * @param fault what is wrong with the first bad one: a sentence that names it; null: the chain holds
     */
    public record Finding(
            TenantId tenant, long receipts, @Nullable String fault) {}

    /** Proves the chain of one tenant. */
    public Finding verify(TenantId tenant) {
        // noted before the receipts are read: what ends in between is longer than what was noted, never shorter
        Map<Long, String> noted = db.platform(PROVE, actor, tx -> Receipts.witnessed(tx, tenant));
        noted.remove(0L);
        Receipts.Chain chain = new Receipts.Chain(publicKeys);
        long last = 0;
        List<Receipt> page;
        do {
            long after = last;
            page = db.platform(PROVE, actor, tx -> Receipts.list(tx, tenant, after, PAGE));
            for (Receipt receipt : page) {
                String fault = chain.fault(receipt).orElse(null);
                String promised = noted.remove(receipt.seq());
                if (fault == null && promised != null && !promised.equals(receipt.hash())) {
                    fault = "receipt " + receipt.seq() + ": it is not the one the audit chain noted";
                }
                if (fault != null) return new Finding(tenant, last, fault);
                last = receipt.seq();
            }
        } while (page.size() == PAGE);
        long end = last;
        return new Finding(
                tenant,
                last,
                noted.isEmpty()
                        ? null
                        : "receipt " + (end + 1) + ": it is missing, and so is all behind it up to "
                                + noted.keySet().stream().max(Long::compare).orElse(end));
    }
}
