package dev.voiceops.store;

import dev.voiceops.contracts.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of retention and the erasures. */
public final class DeletionJobs {
    private static final String SELECT = """
            select j.tenant_id, j.id, j.cause, j.dry_run, j.last_error, j.started_by, j.started_at, j.finished_at, j.counts::text as counts,
                   steps.* from deletion_jobs j
            cross join lateral (
                select count(*) filter (where s.state = 'pending' and not is_held(s)) as open_steps,
                       count(*) filter (where s.state = 'pending' and is_held(s)) as held_steps,
                       count(*) filter (where s.state = 'given_up') as failed_steps
                from deletion_steps s where s.tenant_id = j.tenant_id and s.job_id = j.id) as steps\s""";

    private DeletionJobs() {}

    /** Begins a run, which a worker takes up. */
    public static JobId begin(PlatformTx tx, TenantId tenant, DeletionJob.Cause cause) {
        return begin((Tx) tx, tenant, cause);
    }

    /** Begins a run of the transaction's own tenant. */
    public static JobId begin(TenantTx tx, DeletionJob.Cause cause) {
        return begin(tx, tx.tenant(), cause);
    }

    private static JobId begin(Tx tx, TenantId tenant, DeletionJob.Cause cause) {
        JobId id = JobId.create();
        tx.sql(
                        "insert into deletion_jobs (tenant_id, id, dry_run, cause) values (?, ?, false, ?)",
                        tenant.value(),
                        id.value(),
                        cause.code())
                .update();
        return id;
    }

    /** Puts on record what a run would delete now; it is over at once and deletes nothing. */
    public static JobId rehearse(TenantTx tx, RetentionOutlook outlook) {
        JobId id = JobId.create();
        tx.sql("""
                        insert into deletion_jobs (tenant_id, id, dry_run, cause, finished_at, counts)
                        values (?, ?, true, 'demand', clock_timestamp(), ?::jsonb)""", tx.tenant().value(), id.value(), Json.write(counts(outlook.rows(), outlook.deletes())))
                .update();
        return id;
    }

    /**
     * Begins the run of the day for each tenant that has not had it since this time of its day was last passed, in its own time
     * zone; safe for several workers at a time.
     *
     * @return how many began
     */
    public static int beginDue(PlatformTx tx, LocalTime at) {
        tx.sql("select pg_advisory_xact_lock(hashtext('voiceops.retention.schedule'))")
                .query(row -> {});
        List<TenantId> due = tx.sql("""
                        select t.id from tenants t
                        cross join lateral (select date(clock_timestamp() at time zone t.time_zone) + cast(? as time) as wall) today
                        where not exists (
                            select 1 from deletion_jobs j where j.tenant_id = t.id and j.cause = 'schedule'
                              and j.started_at >= case when today.wall at time zone t.time_zone <= clock_timestamp()
                                                       then today.wall at time zone t.time_zone
                                                       else (today.wall - interval '1 day') at time zone t.time_zone end)""", at)
                .query((row, number) -> new TenantId(Rows.uuid(row, "id")))
                .list();
        due.forEach(tenant -> begin(tx, tenant, DeletionJob.Cause.SCHEDULE));
        return due.size();
    }

    /**
     * Takes the open job that waits longest: nobody else gets it within {@code lease}, after which it is free again. Work it
     * with {@link Retention#advance}.
     */
    public static Optional<Taken> take(PlatformTx tx, Duration lease) {
        return tx.sql("""
                        with due as (
                            select tenant_id, id from deletion_jobs
                            where finished_at is null and cause <> 'erasure' and next_at <= clock_timestamp()
                            order by next_at, id limit 1 for update skip locked)
                        update deletion_jobs j set next_at = clock_timestamp() + make_interval(secs => ?), attempts = j.attempts + 1
                        from due where j.tenant_id = due.tenant_id and j.id = due.id
                        returning j.tenant_id, j.id, j.attempts""", lease.toMillis() / 1000.0)
                .query((row, number) -> new Taken(
                        new TenantId(Rows.uuid(row, "tenant_id")),
                        new JobId(Rows.uuid(row, "id")),
                        row.getInt("attempts")))
                .optional();
    }

    /**
     * It did not work: the job is free again after a pause that grows to six hours.
     *
     * @param why a sentence without secrets or content
     */
    public static void failed(PlatformTx tx, Taken job, String why) {
        double pause = Math.min(6 * 3_600.0, Math.scalb(15.0, Math.min(job.attempts(), 12)));
        tx.sql(
                        """
                        update deletion_jobs set last_error = ?, next_at = clock_timestamp() + make_interval(secs => ?)
                        where tenant_id = ? and id = ? and finished_at is null""",
                        why.length() > 500 ? why.substring(0, 500) : why,
                        pause,
                        job.tenant().value(),
                        job.id().value())
                .update();
    }

    /** Takes the tenant of a daily run that came to its end, once per run, to compare its recordings with the store. */
    public static Optional<TenantId> takeToReconcile(PlatformTx tx) {
        return tx.sql("""
                        with due as (
                            select tenant_id, id from deletion_jobs
                            where cause = 'schedule' and finished_at is not null and reconciled_at is null
                            order by id limit 1 for update skip locked)
                        update deletion_jobs j set reconciled_at = clock_timestamp()
                        from due where j.tenant_id = due.tenant_id and j.id = due.id returning j.tenant_id""")
                .query((row, number) -> new TenantId(Rows.uuid(row, "tenant_id")))
                .optional();
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

    /** Whether the job is still open; nobody else can work on it until the transaction ends. */
    static boolean lock(PlatformTx tx, Taken job) {
        return tx.sql(
                        "select id from deletion_jobs where tenant_id = ? and id = ? and finished_at is null for update",
                        job.tenant().value(),
                        job.id().value())
                .query((row, number) -> number)
                .optional()
                .isPresent();
    }

    /** Adds to what a job has done; {@code last} ends it, else it waits behind the other open ones. */
    static void done(PlatformTx tx, TenantId tenant, JobId job, Retention.Purged purged, boolean last) {
        String counts = Json.write(counts(purged.rows(), purged.calls().size()));
        tx.sql("""
                        update deletion_jobs set finished_at = case when ? then clock_timestamp() end,
                            attempts = 0, last_error = null, next_at = clock_timestamp(),
                            counts = (select coalesce(jsonb_object_agg(key, n), '{}') from (
                                select key, sum(value::bigint) as n from (
                                    select * from jsonb_each_text(counts) union all select * from jsonb_each_text(?::jsonb)) as parts
                                group by key) as sums)
                        where tenant_id = ? and id = ?""", last, counts, tenant.value(), job.value()).update();
    }

    private static Map<String, Long> counts(Map<String, Long> rows, long calls) {
        Map<String, Long> counts = new HashMap<>(rows);
        counts.put("calls", calls);
        return counts;
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
                row.getBoolean("dry_run"),
                row.getString("started_by"),
                Rows.instant(row, "started_at"),
                Rows.instantOrNull(row, "finished_at"),
                calls == null ? 0 : calls,
                counts,
                row.getLong("open_steps"),
                row.getLong("held_steps"),
                row.getLong("failed_steps"),
                row.getString("last_error"));
    }

    /**
     * A job that somebody works on.
     *
     * @param attempts how often it was taken since it last went on, this time included
     */
    public record Taken(TenantId tenant, JobId id, int attempts) {}
}
