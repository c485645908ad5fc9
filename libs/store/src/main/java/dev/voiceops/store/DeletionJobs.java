package dev.voiceops.store;

import dev.voiceops.contracts.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of retention and the erasures. */
public final class DeletionJobs {
    private static final String SELECT = """
            select j.tenant_id, j.id, j.cause, j.started_by, j.started_at, j.finished_at, j.counts::text as counts,
                   (select count(*) from deletion_steps s where s.tenant_id = j.tenant_id and s.job_id = j.id
                       and s.state = 'pending') as open_steps,
                   (select count(*) from deletion_steps s where s.tenant_id = j.tenant_id and s.job_id = j.id
                       and s.state = 'given_up') as failed_steps
            from deletion_jobs j\s""";

    private DeletionJobs() {}

    /** Begins a run, which {@link Retention#advance} takes up. */
    public static JobId begin(PlatformTx tx, TenantId tenant, DeletionJob.Cause cause) {
        JobId id = JobId.create();
        tx.sql(
                        "insert into deletion_jobs (tenant_id, id, dry_run, cause) values (?, ?, false, ?)",
                        tenant.value(),
                        id.value(),
                        cause.code())
                .update();
        return id;
    }

    /**
     * Begins the run of today, in UTC, for each tenant that has not had it; safe for several workers at a time.
     *
     * @return how many began
     */
    public static int beginDue(PlatformTx tx) {
        tx.sql("select pg_advisory_xact_lock(hashtext('voiceops.retention.schedule'))")
                .query(row -> {});
        List<TenantId> due = tx.sql("""
                        select t.id from tenants t where not exists (
                            select 1 from deletion_jobs j where j.tenant_id = t.id and j.cause = 'schedule'
                              and j.started_at >= date_trunc('day', clock_timestamp(), 'UTC'))""")
                .query((row, number) -> new TenantId(Rows.uuid(row, "id")))
                .list();
        due.forEach(tenant -> begin(tx, tenant, DeletionJob.Cause.SCHEDULE));
        return due.size();
    }

    /** The tenant's jobs, newest first, those older than {@code before} if given. */
    public static List<DeletionJob> list(TenantTx tx, @Nullable JobId before, int limit) {
        java.util.UUID older = before == null ? null : before.value();
        return tx.sql(
                        SELECT + "where (cast(? as uuid) is null or j.id < ?) order by j.id desc limit ?",
                        older,
                        older,
                        limit)
                .query(DeletionJobs::read)
                .list();
    }

    /** One job. */
    public static Optional<DeletionJob> find(TenantTx tx, JobId id) {
        return tx.sql(SELECT + "where j.id = ?", id.value())
                .query(DeletionJobs::read)
                .optional();
    }

    /** The oldest job that has not come to its end and that nobody works on, locked for this transaction. */
    static Optional<Open> nextOpen(PlatformTx tx) {
        return tx.sql("""
                        select tenant_id, id from deletion_jobs where finished_at is null and cause <> 'erasure'
                        order by id limit 1 for update skip locked""")
                .query((row, number) ->
                        new Open(new TenantId(Rows.uuid(row, "tenant_id")), new JobId(Rows.uuid(row, "id"))))
                .optional();
    }

    /** Adds to what a job has done; {@code last} ends it. */
    static void done(PlatformTx tx, TenantId tenant, JobId job, Retention.Purged purged, boolean last) {
        Map<String, Long> counts = new HashMap<>(purged.rows());
        counts.put("calls", (long) purged.calls().size());
        tx.sql("""
                        update deletion_jobs set finished_at = case when ? then clock_timestamp() end,
                            counts = (select coalesce(jsonb_object_agg(key, n), '{}') from (
                                select key, sum(value::bigint) as n from (
                                    select * from jsonb_each_text(counts) union all select * from jsonb_each_text(?::jsonb)) as parts
                                group by key) as sums)
                        where tenant_id = ? and id = ?""", last, Json.write(counts), tenant.value(), job.value()).update();
    }

    private static DeletionJob read(ResultSet row, int number) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        Json.tree(row.getString("counts"))
                .properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        Long calls = counts.remove("calls");
        return new DeletionJob(
                new TenantId(Rows.uuid(row, "tenant_id")),
                new JobId(Rows.uuid(row, "id")),
                DeletionJob.Cause.parse(row.getString("cause")),
                row.getString("started_by"),
                Rows.instant(row, "started_at"),
                Rows.instantOrNull(row, "finished_at"),
                calls == null ? 0 : calls,
                counts,
                row.getLong("open_steps"),
                row.getLong("failed_steps"));
    }

    record Open(TenantId tenant, JobId id) {}
}
