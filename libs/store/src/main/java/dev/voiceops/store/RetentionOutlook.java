package dev.voiceops.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the next run of retention would delete, and what keeps it from deleting more; and whether what should be gone is gone.
 *
 * @param days after which the tenant's calls are deleted
 * @param deletes how many calls would go
 * @param rows how many rows of which table would go with them
 * @param copies how many copies of which kind would go outside the database
 * @param soundBytes how much sound would go
 * @param oldest when the oldest of these calls began; null: there is none
 * @param notEnded calls past their days that somehow have not ended, and so stay
 */
public record RetentionOutlook(
        int days,
        long deletes,
        Map<String, Long> rows,
        Map<String, Long> copies,
        long soundBytes,
        @Nullable Instant oldest,
        long notEnded,
        List<Kept> kept) {
    public RetentionOutlook {
        rows = Map.copyOf(rows);
        copies = Map.copyOf(copies);
        kept = List.copyOf(kept);
    }

    /** How many calls past their days a hold protects; several holds may protect the same. */
    public record Kept(HoldId hold, String matter, long calls) {
        /** Names the hold; its matter stays out of logs. */
        @Override
        public String toString() {
            return "Kept[" + hold + " " + calls + "]";
        }
    }

    private static final String PAST = """
            from calls c join tenants t on t.id = c.tenant_id
            where c.purged_at is null and c.created_at < clock_timestamp() - make_interval(days => t.retention_days)\s""";

    /** Looks, without changing anything. */
    public static RetentionOutlook of(TenantTx tx) {
        Map<String, Long> rows = new LinkedHashMap<>();
        String goes = "(select c.id " + PAST + "and c.state = 'ended' and not is_held(c))";
        for (DataMap.Table table : DataMap.tables()) {
            if (table.fate() != DataMap.Fate.WITH_CALL) continue;
            long count = tx.sql("select count(*) from " + table.name() + " where call_id in " + goes)
                    .query(Long.class)
                    .single();
            if (count > 0) rows.put(table.name(), count);
        }
        Map<String, Long> copies = DeletionSteps.count(tx, goes);
        long bytes = tx.sql("select coalesce(sum(bytes), 0) from recordings where call_id in " + goes)
                .query(Long.class)
                .single();
        List<Kept> kept = tx.sql("""
                        select h.id, h.matter, count(*) as calls from legal_holds h
                        join calls c on c.tenant_id = h.tenant_id and protects(h, c.id, c.from_number, c.created_at)
                        where c.id in (select c.id\s""" + PAST + ") group by h.id, h.matter order by h.id")
                .query((row, number) ->
                        new Kept(new HoldId(Rows.uuid(row, "id")), row.getString("matter"), row.getLong("calls")))
                .list();
        return tx.sql("select (select retention_days from tenants) as days,"
                        + " count(*) filter (where c.state = 'ended' and not is_held(c)) as deletes,"
                        + " min(c.created_at) filter (where c.state = 'ended' and not is_held(c)) as oldest,"
                        + " count(*) filter (where c.state <> 'ended') as not_ended " + PAST)
                .query((row, number) -> new RetentionOutlook(
                        row.getInt("days"),
                        row.getLong("deletes"),
                        rows,
                        copies,
                        bytes,
                        Rows.instantOrNull(row, "oldest"),
                        row.getLong("not_ended"),
                        kept))
                .single();
    }

    /**
     * What is not as it should be after retention, each a sentence; empty when all is well.
     *
     * @param graceHours how long a call may be past its days before it counts as forgotten
     */
    public static List<String> faults(TenantTx tx, int graceHours) {
        List<String> faults = new ArrayList<>();
        count(
                tx,
                faults,
                "calls are past their days and still there",
                "select count(*) " + PAST
                        + "and c.created_at < clock_timestamp() - make_interval(days => t.retention_days, hours => "
                        + graceHours
                        + ") and c.state = 'ended' and not is_held(c)");
        for (DataMap.Table table : DataMap.tables()) {
            if (table.fate() == DataMap.Fate.WITH_CALL) {
                count(
                        tx,
                        faults,
                        "rows of " + table.name() + " belong to calls that are deleted",
                        "select count(*) from "
                                + table.name() + " x join calls c on c.tenant_id = x.tenant_id and c.id = x.call_id"
                                + " where c.purged_at is not null");
            }
        }
        count(tx, faults, "deleted calls have no receipt", """
                select count(*) from calls c where c.purged_at is not null and not exists (
                    select 1 from deletion_receipts r where r.tenant_id = c.tenant_id and r.call_id = c.id)""");
        count(tx, faults, "copies outside the database could not be deleted", """
                select count(*) from deletion_steps where state = 'given_up'""");
        count(tx, faults, "copies outside the database wait for deletion for more than two days", """
                select count(*) from deletion_steps s where state = 'pending'
                  and created_at < clock_timestamp() - interval '2 days' and not is_held(s)""");
        return faults;
    }

    private static void count(TenantTx tx, List<String> faults, String what, String sql) {
        long count = tx.sql(sql).query(Long.class).single();
        if (count > 0) faults.add(count + " " + what);
    }
}
