package dev.voiceops.store;

import dev.voiceops.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The proofs of deletion, chained per tenant: a receipt contains the hash of the one before, so none can be changed, left out
 * or put in later without the chain telling. They are only ever added to.
 */
public final class Receipts {
    /** What receipts are signed for. */
    public static final String PURPOSE = "voiceops.receipt.v1";

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] BEGIN = SigningKey.sha256(PURPOSE.getBytes(StandardCharsets.US_ASCII));

    private Receipts() {}

    /**
     * What was deleted.
     *
     * @param facts as written into the body; no personal data
     */
    record Fact(CallId call, Map<String, Object> facts) {}

    /** Appends one receipt per fact; holds the tenant's chain until the transaction ends, so append late. */
    static void append(PlatformTx tx, TenantId tenant, JobId job, SigningKey key, List<Fact> facts) {
        if (facts.isEmpty()) return;
        Head head = head(tx, tenant);
        String at = tx.sql("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .query(String.class)
                .single();
        List<Receipt> receipts = new ArrayList<>(facts.size());
        byte[] previous = HEX.parseHex(head.hash());
        long seq = head.seq();
        for (Fact fact : facts) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("v", 1);
            body.put("seq", ++seq);
            body.put("tenant", tenant.toString());
            body.put("call", fact.call().toString());
            body.put("job", job.toString());
            body.put("at", at);
            body.put("by", tx.actor().toString());
            body.putAll(fact.facts());
            String text = Json.write(body);
            byte[] hash = SigningKey.sha256(previous, text.getBytes(StandardCharsets.UTF_8));
            receipts.add(new Receipt(
                    tenant,
                    seq,
                    fact.call(),
                    text,
                    HEX.formatHex(previous),
                    HEX.formatHex(hash),
                    key.id(),
                    HEX.formatHex(key.sign(PURPOSE, hash))));
            previous = hash;
        }
        insert(tx, tenant, job, receipts);
    }

    /** Where a chain ends. */
    record Head(long seq, String hash) {}

    /** Notes in the audit chain where the tenant's receipts end when a run does. Last in its transaction. */
    static void witness(PlatformTx tx, TenantId tenant, JobId job) {
        Head head = head(tx, tenant);
        Audit.append(
                tx,
                tenant,
                AuditAction.RETENTION_FINISHED,
                new Audit.Target("deletion_job", job.toString()),
                Json.write(Map.of("receipts", head.seq(), "hash", head.hash())));
    }

    /** What ended runs noted, by number of the receipt; where they noted 0 there was none yet. */
    static Map<Long, String> witnessed(PlatformTx tx, TenantId tenant) {
        Map<Long, String> heads = new TreeMap<>();
        tx.sql("""
                        select d.detail from audit_events e join audit_details d on d.tenant_id = e.tenant_id and d.seq = e.seq
                        where e.tenant_id = ? and e.action = ?""", tenant.value(), AuditAction.RETENTION_FINISHED.code())
                .query((row, number) -> Json.tree(row.getString("detail")))
                .list()
                .forEach(head -> heads.put(
                        head.path("receipts").asLong(), head.path("hash").asString("")));
        return heads;
    }

    private static Head head(PlatformTx tx, TenantId tenant) {
        tx.sql(
                        "select pg_advisory_xact_lock(hashtextextended('voiceops.receipts', 0) # hashtextextended(?, 0))",
                        tenant.toString())
                .query(row -> {});
        return tx.sql(
                        "select seq, encode(hash, 'hex') as hash from deletion_receipts where tenant_id = ? order by seq desc limit 1",
                        tenant.value())
                .query((row, number) -> new Head(row.getLong("seq"), row.getString("hash")))
                .optional()
                .orElse(new Head(0, HEX.formatHex(BEGIN)));
    }

    private static void insert(PlatformTx tx, TenantId tenant, JobId job, List<Receipt> receipts) {
        tx.sql(
                        """
                        insert into deletion_receipts
                            (tenant_id, seq, job_id, call_id, body, prev_hash, hash, key_id, signature)
                        select ?, r.seq, ?, r.call, r.body, decode(r.prev, 'hex'), decode(r.hash, 'hex'), r.key,
                               decode(r.signature, 'hex')
                        from unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                             as r (seq, call, body, prev, hash, key, signature)""",
                        tenant.value(),
                        job.value(),
                        Rows.array(tx, "bigint", receipts, Receipt::seq),
                        Rows.array(
                                tx, "uuid", receipts, receipt -> receipt.call().value()),
                        Rows.array(tx, "text", receipts, Receipt::body),
                        Rows.array(tx, "text", receipts, Receipt::previous),
                        Rows.array(tx, "text", receipts, Receipt::hash),
                        Rows.array(tx, "text", receipts, Receipt::keyId),
                        Rows.array(tx, "text", receipts, Receipt::signature))
                .update();
    }

    /** The receipts behind {@code afterSeq}, in order. */
    public static List<Receipt> list(TenantTx tx, long afterSeq, int limit) {
        return read(tx, tx.tenant(), afterSeq, limit);
    }

    /** The same from a platform transaction. */
    public static List<Receipt> list(PlatformTx tx, TenantId tenant, long afterSeq, int limit) {
        return read(tx, tenant, afterSeq, limit);
    }

    private static List<Receipt> read(Tx tx, TenantId tenant, long afterSeq, int limit) {
        return tx.sql(SELECT + "where tenant_id = ? and seq > ? order by seq limit ?", tenant.value(), afterSeq, limit)
                .query(Receipts::receipt)
                .list();
    }

    /** What was deleted of one call, in order. */
    public static List<Receipt> ofCall(TenantTx tx, CallId call) {
        return tx.sql(SELECT + "where call_id = ? order by seq", call.value())
                .query(Receipts::receipt)
                .list();
    }

    private static final String SELECT = """
            select tenant_id, seq, call_id, body, encode(prev_hash, 'hex') as prev, encode(hash, 'hex') as hash, key_id,
                   encode(signature, 'hex') as signature from deletion_receipts\s""";

    private static Receipt receipt(ResultSet row, int number) throws SQLException {
        return new Receipt(
                new TenantId(Rows.uuid(row, "tenant_id")),
                row.getLong("seq"),
                new CallId(Rows.uuid(row, "call_id")),
                row.getString("body"),
                row.getString("prev"),
                row.getString("hash"),
                row.getString("key_id"),
                row.getString("signature"));
    }

    /**
     * Checks one link after another, without a database: feed it the receipts of one tenant in order. Not for several threads.
     */
    public static final class Chain {
        private final Map<String, byte[]> publicKeys = new TreeMap<>();
        private byte[] previous = BEGIN;
        private long seq;

        /** Receipts signed by a holder of one of these public keys: today's, and those that were used before. */
        public Chain(byte[]... publicKeys) {
            for (byte[] key : publicKeys) this.publicKeys.put(SigningKey.idOf(key), key.clone());
        }

        /** What is wrong with the next receipt: a sentence, or empty when nothing is. */
        public Optional<String> fault(Receipt receipt) {
            seq++;
            byte[] hash = SigningKey.sha256(previous, receipt.body().getBytes(StandardCharsets.UTF_8));
            String fault = null;
            if (receipt.seq() != seq) fault = "receipt " + seq + " is missing";
            else if (!receipt.previous().equals(HEX.formatHex(previous))) fault = "does not follow the one before";
            else if (!receipt.hash().equals(HEX.formatHex(hash))) fault = "its text was changed";
            else if (Json.tree(receipt.body()).path("seq").asLong() != seq) fault = "its text is of another place";
            else fault = unsigned(receipt, hash);
            seq = receipt.seq();
            previous = HEX.parseHex(receipt.hash());
            return fault == null ? Optional.empty() : Optional.of("receipt " + receipt.seq() + ": " + fault);
        }

        private @Nullable String unsigned(Receipt receipt, byte[] hash) {
            byte[] key = publicKeys.get(receipt.keyId());
            if (key == null) return "it is not signed by a known key, but by " + receipt.keyId();
            boolean signed = SigningKey.isSigned(key, PURPOSE, hash, HEX.parseHex(receipt.signature()));
            return signed ? null : "it is not signed by key " + receipt.keyId();
        }
    }
}
