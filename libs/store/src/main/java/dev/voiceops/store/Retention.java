package dev.voiceops.store;

import java.sql.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deletes the content of calls, as {@link DataMap} says, and leaves tombstones that keep the figures true. One transaction
 * passes the gate of the holds, locks the calls, looks again whether they are held, notes what lies outside the database,
 * deletes, and signs for it: a hold is committed either before it looks, or after it is over; and a crash at any statement
 * leaves everything as it was.
 */
public final class Retention {
    /** Calls of one transaction: some ten thousand rows, well under a second. */
    public static final int BATCH = 100;

    private Retention() {}

    /**
     * What one transaction deleted.
     *
     * @param rows how many of which table
     */
    public record Purged(List<CallId> calls, Map<String, Long> rows) {
        public Purged {
            calls = List.copyOf(calls);
            rows = Map.copyOf(rows);
        }

        /** Nothing was. */
        public static final Purged NOTHING = new Purged(List.of(), Map.of());
    }

    /** A job on its way. */
    public record Advance(TenantId tenant, JobId job, Purged purged, boolean finished) {}

    /**
     * Does the next batch of a job that was {@linkplain DeletionJobs#take taken}. The batch that ends it leaves an audit row,
     * which names the end of the tenant's chain of receipts: receipts that were cut off behind it would be missed.
     */
    public static Advance advance(PlatformTx tx, SigningKey key, DeletionJobs.Taken job) {
        if (!DeletionJobs.lock(tx, job)) return new Advance(job.tenant(), job.id(), Purged.NOTHING, true);
        Purged purged = purge(tx, new Purge(job.tenant(), job.id(), key), EXPIRED, List.of(), BATCH);
        boolean last = purged.calls().size() < BATCH;
        if (last) forgetMessages(tx, job.tenant());
        DeletionJobs.done(tx, job.tenant(), job.id(), purged, last);
        if (last) Receipts.witness(tx, job.tenant(), job.id());
        return new Advance(job.tenant(), job.id(), purged, last);
    }

    /**
     * Erases the content of one caller's ended calls that no hold protects, whatever their age; again, until it finds no more.
     */
    public static Purged erase(PlatformTx tx, TenantId tenant, JobId job, SigningKey key, String caller) {
        Purged purged = purge(tx, new Purge(tenant, job, key), OF_CALLER, List.of(caller), BATCH);
        tx.sql("delete from outbox where tenant_id = ? and payload ->> 'from' = ?", tenant.value(), caller)
                .update();
        DeletionJobs.done(tx, tenant, job, purged, purged.calls().size() < BATCH);
        return purged;
    }

    /** For whom, and who signs. */
    private record Purge(TenantId tenant, JobId job, SigningKey key) {}

    private static final String EXPIRED = "c.created_at < clock_timestamp() - make_interval(days => t.retention_days)";
    private static final String OF_CALLER = "c.from_number = ?";

    private static Purged purge(PlatformTx tx, Purge purge, String which, List<?> parameters, int limit) {
        passGate(tx, purge.tenant());
        List<CallId> calls = lock(tx, purge.tenant(), which, parameters, limit);
        if (calls.isEmpty()) return Purged.NOTHING;
        Array ids = Rows.array(tx, "uuid", calls, CallId::value);
        DeletionSteps.note(tx, purge.tenant(), purge.job(), ids);
        Map<CallId, List<Map<String, Object>>> deleted = new LinkedHashMap<>();
        calls.forEach(call -> deleted.put(call, new ArrayList<>()));
        Map<String, Long> rows = new TreeMap<>();
        // what was registered later may point to what was registered before
        for (DataMap.Table table : DataMap.tables().reversed()) {
            if (table.fate() == DataMap.Fate.WITH_CALL) {
                delete(tx, purge.tenant(), table.name(), ids, deleted, rows);
            }
        }
        tombstone(tx, purge.tenant(), ids);
        forgetDetails(tx, purge.tenant(), calls);
        Receipts.append(tx, purge.tenant(), purge.job(), purge.key(), facts(deleted));
        return new Purged(calls, rows);
    }

    /** Before anything of a tenant is deleted: waits for a hold that is being placed, and makes the next one wait. */
    static void passGate(PlatformTx tx, TenantId tenant) {
        tx.sql("select pg_advisory_xact_lock_shared(hold_gate(?))", tenant.value())
                .query(row -> {});
    }

    private static List<CallId> lock(PlatformTx tx, TenantId tenant, String which, List<?> parameters, int limit) {
        List<Object> all = new ArrayList<>(List.of(tenant.value()));
        all.addAll(parameters);
        all.add(limit);
        return tx.sql(
                        "select c.id from calls c join tenants t on t.id = c.tenant_id where c.tenant_id = ? and "
                                + which
                                + " and c.state = 'ended' and c.purged_at is null and not is_held(c)"
                                + " order by c.created_at limit ? for update of c",
                        all.toArray())
                .query((row, number) -> new CallId(Rows.uuid(row, "id")))
                .list();
    }

    /** Table names come from the data map, never from outside. */
    private static void delete(
            PlatformTx tx,
            TenantId tenant,
            String table,
            Array calls,
            Map<CallId, List<Map<String, Object>>> deleted,
            Map<String, Long> rows) {
        tx.sql(
                        "with gone as (delete from " + table
                                + " where tenant_id = ? and call_id = any (?) returning call_id, " + table
                                + "::text as content) select call_id, " + DIGEST + " from gone group by call_id",
                        tenant.value(),
                        calls)
                .query((row, number) -> {
                    long count = row.getLong("n");
                    rows.merge(table, count, Long::sum);
                    Map<String, Object> part = new LinkedHashMap<>();
                    part.put("table", table);
                    part.put("rows", count);
                    part.put("sha256", row.getString("sha256"));
                    List<Map<String, Object>> parts = deleted.get(new CallId(Rows.uuid(row, "call_id")));
                    return parts != null && parts.add(part);
                })
                .list();
    }

    /** Hash of rows as PostgreSQL prints them, in the order of that text, each with a line feed behind it. */
    private static final String DIGEST =
            "count(*) as n, encode(sha256(convert_to(string_agg(content || E'\\n', '' order by"
                    + " content collate \"C\"), 'UTF8')), 'hex') as sha256";

    /**
     * The hashes that a deletion of this call would write into its receipt: table by table, rows and SHA-256. An evidence pack
     * keeps them, and so a later receipt proves that what was packed is what was deleted.
     */
    public static List<Map<String, Object>> digests(TenantTx tx, CallId call) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (DataMap.Table table : DataMap.tables().reversed()) {
            if (table.fate() != DataMap.Fate.WITH_CALL) continue;
            tx.sql(
                            "select " + DIGEST + " from (select " + table.name() + "::text as content from "
                                    + table.name() + " where call_id = ?) as rows",
                            call.value())
                    .query(row -> {
                        if (row.getLong("n") == 0) return;
                        Map<String, Object> part = new LinkedHashMap<>();
                        part.put("table", table.name());
                        part.put("rows", row.getLong("n"));
                        part.put("sha256", row.getString("sha256"));
                        found.add(part);
                    });
        }
        return found;
    }

    private static List<Receipts.Fact> facts(Map<CallId, List<Map<String, Object>>> deleted) {
        List<Receipts.Fact> facts = new ArrayList<>();
        deleted.forEach((call, parts) -> {
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("where", "database");
            fact.put("method", "rows deleted");
            fact.put("what", parts);
            facts.add(new Receipts.Fact(call, fact));
        });
        return facts;
    }

    private static void tombstone(PlatformTx tx, TenantId tenant, Array calls) {
        for (DataMap.Table table : DataMap.tables()) {
            if (table.fate() != DataMap.Fate.EMPTIED) continue;
            String emptied = String.join(
                    ", ",
                    table.columns(DataMap.Kind.PERSONAL).stream()
                            .map(column -> column + " = null")
                            .toList());
            tx.sql(
                            "update " + table.name() + " set " + emptied
                                    + ", purged_at = clock_timestamp() where tenant_id = ? and id = any (?)",
                            tenant.value(),
                            calls)
                    .update();
        }
    }

    private static void forgetDetails(PlatformTx tx, TenantId tenant, List<CallId> calls) {
        tx.sql("""
                        delete from audit_details d using audit_events e
                        where e.tenant_id = ? and e.target_kind = 'call' and e.target_id = any (?)
                          and d.tenant_id = e.tenant_id and d.seq = e.seq""", tenant.value(), Rows.array(tx, "text", calls, CallId::toString))
                .update();
    }

    private static void forgetMessages(PlatformTx tx, TenantId tenant) {
        tx.sql("""
                        delete from outbox o using tenants t where o.tenant_id = ? and t.id = o.tenant_id
                          and o.created_at < clock_timestamp() - make_interval(days => t.retention_days)""", tenant.value()).update();
    }
}
