package dev.voiceops.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be deleted outside the database. A step is noted in the transaction that deletes the rows, tried until it
 * works or is given up, and closed together with its receipt.
 */
public final class DeletionSteps {
    /** After so many attempts, a day or two, a step is given up and waits for a person. */
    public static final int MOST_ATTEMPTS = 12;

    private DeletionSteps() {}

    /** Every copy of calls, of one tenant and {@code = any} of some ids. */
    private static final String COPIES = """
            (select r.call_id, 'recording', r.key, cast(null as uuid), r.sha256
             from recordings r where r.tenant_id = :tenant and r.call_id = any (:calls)
             union all
             select distinct e.call_id, 'n8n_execution', a.remote_id, i.id, null
             from tool_executions e
             join tool_attempts a on a.tenant_id = e.tenant_id and a.execution_id = e.id
             join tool_endpoints p on p.tenant_id = e.tenant_id and p.tool_id = e.tool_id
             join integrations i on i.tenant_id = e.tenant_id and i.id = p.integration_id
             where e.tenant_id = :tenant and e.call_id = any (:calls) and a.remote_id is not null and i.kind = 'n8n'
             union all
             select c.id, kind, c.twilio_call_sid, null, null
             from calls c, unnest(array['twilio_recordings', 'twilio_call']) as kind
             where c.tenant_id = :tenant and c.id = any (:calls) and c.twilio_call_sid is not null)
             as copy (call_id, kind, place, integration_id, sha256)""";

    /** Notes every copy of these calls, before their rows go. */
    static void note(PlatformTx tx, TenantId tenant, JobId job, Array calls) {
        tx.sql("""
                        insert into deletion_steps (tenant_id, id, job_id, call_id, kind, place, integration_id, sha256, caller)
                        select :tenant, gen_random_uuid(), :job, copy.*,
                               (select c.from_number from calls c where c.tenant_id = :tenant and c.id = copy.call_id)
                        from\s""" + COPIES)
                .param("tenant", tenant.value())
                .param("job", job.value())
                .param("calls", calls)
                .update();
    }

    /**
     * How many copies of which kind a deletion of calls would note.
     *
     * @param calls a query for their ids
     */
    static Map<String, Long> count(TenantTx tx, String calls) {
        Map<String, Long> counts = new TreeMap<>();
        tx.sql("select kind, count(*) as n from " + COPIES.replace(":calls", calls) + " group by kind")
                .param("tenant", tx.tenant().value())
                .query(row -> {
                    counts.put(row.getString("kind"), row.getLong("n"));
                });
        return counts;
    }

    /**
     * Takes steps that are due: nobody else gets them within {@code lease}, after which they are due again.
     */
    public static List<DeletionStep> take(PlatformTx tx, int limit, Duration lease) {
        return tx.sql("""
                        with due as (
                            select tenant_id, id from deletion_steps where state = 'pending' and next_at <= clock_timestamp()
                            order by next_at limit ? for update skip locked)
                        update deletion_steps s set next_at = clock_timestamp() + make_interval(secs => ?),
                               attempts = s.attempts + 1
                        from due where s.tenant_id = due.tenant_id and s.id = due.id
                        returning s.tenant_id, s.id, s.job_id, s.call_id, s.kind, s.place, s.integration_id, s.sha256,
                                  s.attempts - 1 as attempts""", limit, lease.toMillis() / 1000.0)
                .query(DeletionSteps::read)
                .list();
    }

    /**
     * Whether a copy that was {@linkplain #take taken} may be deleted: ask right before. It stays while a legal hold protects its
     * call, also one that was placed when the call's rows were gone, and is due again in an hour.
     */
    public static boolean mayGo(PlatformTx tx, DeletionStep step) {
        Retention.passGate(tx, step.tenant());
        return tx.sql("""
                        update deletion_steps s set next_at = clock_timestamp() + interval '1 hour', attempts = ?
                        where s.tenant_id = ? and s.id = ? and s.state = 'pending' and is_held(s)""", step.attempts(), step.tenant().value(), step.id().value())
                        .update()
                == 0;
    }

    /**
     * The copy is gone: closes the step and signs for it.
     *
     * @param method how, a few words
     * @param verified how it was seen to be gone, a few words
     */
    public static void done(PlatformTx tx, DeletionStep step, SigningKey key, String method, String verified) {
        int closed = tx.sql("""
                        update deletion_steps set state = 'done', closed_at = clock_timestamp(), last_error = null, caller = null
                        where tenant_id = ? and id = ? and state = 'pending'""", step.tenant().value(), step.id().value()).update();
        if (closed == 0) return; // somebody else was as far before; there is one receipt
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("where", step.kind().code());
        fact.put("method", method);
        fact.put(
                "what",
                step.sha256() == null
                        ? Map.of("place", step.place())
                        : Map.of("place", step.place(), "sha256", step.sha256()));
        fact.put("verified", verified);
        Receipts.append(tx, step.tenant(), step.job(), key, List.of(new Receipts.Fact(step.call(), fact)));
    }

    /**
     * It did not work: tries again after a pause that grows to half a day, or gives up when it was tried often enough.
     *
     * @param why a sentence without secrets or content
     */
    public static void failed(PlatformTx tx, DeletionStep step, String why) {
        boolean last = step.attempts() + 1 >= MOST_ATTEMPTS;
        double pause = Math.min(12 * 3_600.0, Math.scalb(30.0, Math.min(step.attempts(), 12)));
        tx.sql(
                        """
                        update deletion_steps set last_error = ?, state = case when ? then 'given_up' else 'pending' end,
                            closed_at = case when ? then clock_timestamp() end,
                            next_at = clock_timestamp() + make_interval(secs => ?)
                        where tenant_id = ? and id = ? and state = 'pending'""",
                        why.length() > 500 ? why.substring(0, 500) : why,
                        last,
                        last,
                        pause,
                        step.tenant().value(),
                        step.id().value())
                .update();
    }

    /**
     * Notes an object that a deleted call left in the recording store, so that it goes the way of the others and has its receipt.
     *
     * @return false when there is no such call, or it is not deleted
     */
    public static boolean noteLeft(PlatformTx tx, TenantId tenant, CallId call, String key) {
        return tx.sql("""
                        insert into deletion_steps (tenant_id, id, job_id, call_id, kind, place)
                        select c.tenant_id, gen_random_uuid(), r.job_id, c.id, 'recording', :key
                        from calls c join deletion_receipts r on r.tenant_id = c.tenant_id and r.call_id = c.id
                        where c.tenant_id = :tenant and c.id = :call and c.purged_at is not null
                        order by r.seq limit 1""")
                        .param("key", key)
                        .param("tenant", tenant.value())
                        .param("call", call.value())
                        .update()
                == 1;
    }

    /** Tries once more what was given up in a job; returns how many steps. */
    public static int retry(TenantTx tx, JobId job) {
        return tx.sql("""
                        update deletion_steps set state = 'pending', closed_at = null, attempts = 0, next_at = clock_timestamp()
                        where job_id = ? and state = 'given_up'""", job.value()).update();
    }

    /**
     * How far a step is.
     *
     * @param state pending, done or given_up
     * @param held whether a legal hold keeps the copy now
     * @param nextAt when it is due, if it is pending
     * @param lastError why it did not work the last time; null: it was not tried, or it worked
     */
    public record Progress(
            DeletionStep step,
            String state,
            boolean held,
            Instant nextAt,
            @Nullable String lastError,
            @Nullable Instant closedAt) {}

    /** The steps of a job in a fixed order, those behind {@code after} if given. */
    public static List<Progress> ofJob(TenantTx tx, JobId job, @Nullable StepId after, int limit) {
        UUID behind = after == null ? null : after.value();
        return tx.sql("""
                        select tenant_id, id, job_id, call_id, kind, place, integration_id, sha256, attempts, state, next_at,
                               last_error, closed_at, state <> 'done' and is_held(s) as held
                        from deletion_steps s where job_id = ? and (cast(? as uuid) is null or id > ?) order by id limit ?""", job.value(), behind, behind, limit)
                .query((row, number) -> new Progress(
                        read(row, number),
                        row.getString("state"),
                        row.getBoolean("held"),
                        Rows.instant(row, "next_at"),
                        row.getString("last_error"),
                        Rows.instantOrNull(row, "closed_at")))
                .list();
    }

    private static DeletionStep read(ResultSet row, int number) throws SQLException {
        return new DeletionStep(
                new TenantId(Rows.uuid(row, "tenant_id")),
                new StepId(Rows.uuid(row, "id")),
                new JobId(Rows.uuid(row, "job_id")),
                new CallId(Rows.uuid(row, "call_id")),
                DeletionStep.Kind.parse(row.getString("kind")),
                row.getString("place"),
                Rows.idOrNull(row, "integration_id", IntegrationId::new),
                row.getString("sha256"),
                row.getInt("attempts"));
    }
}
