package dev.voiceops.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is still to be deleted outside the database. A step is noted in the transaction that deletes the rows, tried until it
 * works or is given up, and closed together with its receipt.
 */
public final class DeletionSteps {
    /** After so many attempts, a day or two, a step is given up and waits for a person. */
    public static final int MOST_ATTEMPTS = 12;

    private DeletionSteps() {}

    /** Notes every copy of these calls, before their rows go. */
    static void note(PlatformTx tx, TenantId tenant, JobId job, Array calls) {
        tx.sql("""
                        insert into deletion_steps (tenant_id, id, job_id, call_id, kind, place, integration_id, sha256)
                        select :tenant, gen_random_uuid(), :job, copy.*
                        from (select r.call_id, 'recording', r.key, cast(null as uuid), r.sha256
                              from recordings r where r.tenant_id = :tenant and r.call_id = any (:calls)
                              union all
                              select distinct e.call_id, 'n8n_execution', a.remote_id, i.id, null
                              from tool_executions e
                              join tool_attempts a on a.tenant_id = e.tenant_id and a.execution_id = e.id
                              join tool_endpoints p on p.tenant_id = e.tenant_id and p.tool_id = e.tool_id
                              join integrations i on i.tenant_id = e.tenant_id and i.id = p.integration_id
                              where e.tenant_id = :tenant and e.call_id = any (:calls) and a.remote_id is not null
                                and i.kind = 'n8n'
                              union all
                              select c.id, 'twilio_recordings', c.twilio_call_sid, null, null
                              from calls c
                              where c.tenant_id = :tenant and c.id = any (:calls) and c.twilio_call_sid is not null)
                             as copy (call_id, kind, place, integration_id, sha256)""")
                .param("tenant", tenant.value())
                .param("job", job.value())
                .param("calls", calls)
                .update();
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
     * The copy is gone: closes the step and signs for it.
     *
     * @param method how, a few words
     * @param verified how it was seen to be gone, a few words
     */
    public static void done(PlatformTx tx, DeletionStep step, SigningKey key, String method, String verified) {
        int closed = tx.sql("""
                        update deletion_steps set state = 'done', closed_at = clock_timestamp(), last_error = null
                        where tenant_id = ? and id = ? and state = 'pending'""", step.tenant().value(), step.id().value()).update();
        if (closed == 0) return;
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

    /** Tries once more what was given up in a job; returns how many steps. */
    public static int retry(PlatformTx tx, TenantId tenant, JobId job) {
        return tx.sql("""
                        update deletion_steps set state = 'pending', closed_at = null, attempts = 0, next_at = clock_timestamp()
                        where tenant_id = ? and job_id = ? and state = 'given_up'""", tenant.value(), job.value()).update();
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
