package dev.voiceops.store;

import dev.voiceops.contracts.ToolClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The record of tool executions. Start and end are transactions of their own, so that a crash between shows. */
public final class ToolExecutions {
    private static final String SELECT = """
            select id, call_id, tool_id, tool_call_id, class, status, input::text, output::text, error_code,
                   error_message, trace_id, started_at, finished_at, timings::text, confirmation::text,
                   resolution, resolution_note, resolved_by, resolved_at
            from tool_executions\s""";

    /** How long after its own limit an execution may still be recorded by its process. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(15);

    private ToolExecutions() {}

    /** How often a tool may run. */
    public record Quota(int perCall, int perMinute) {}

    /** What came of {@link #start}. */
    public sealed interface Start {
        /** It is on record as running, and nobody else has it: send it. */
        record Begun(ToolExecution execution) implements Start {}

        /**
         * This tool call was asked before: do not send it again.
         *
         * @param same false: for another tool or with another input
         */
        record Known(ToolExecution execution, boolean same) implements Start {}

        /** The tool has run as often as it may. {@code inCall}: in this call; else in this minute. */
        record Exhausted(boolean inCall) implements Start {}

        /** The caller's yes was used for another execution. */
        record Spent() implements Start {}
    }

    /** Begins an execution, once per call and tool call id, within the quota: over all processes that share the database. */
    public static Start start(TenantTx tx, ToolExecution.New execution, Quota quota) {
        Optional<Start> known = known(tx, execution);
        if (known.isPresent()) return known.get();
        // counting is only true while nobody else starts this tool
        tx.sql(
                        "select pg_advisory_xact_lock(hashtextextended('tool:' || ?, 0))",
                        execution.tool().toString())
                .query(row -> {});
        Optional<Start> exhausted = exhausted(tx, execution, quota);
        if (exhausted.isPresent()) return exhausted.get();
        if (insert(tx, execution))
            return new Start.Begun(exact(tx, execution.id()).orElseThrow());
        return known(tx, execution).orElseGet(Start.Spent::new);
    }

    private static Optional<Start> known(TenantTx tx, ToolExecution.New execution) {
        return tx.sql(
                        "select id, tool_id = ? and input = ?::jsonb as same from tool_executions"
                                + " where call_id = ? and tool_call_id = ?",
                        execution.tool().value(),
                        Texts.storableJson(execution.input()),
                        execution.call().value(),
                        execution.toolCallId())
                .query((row, number) -> new Known(new ExecutionId(Rows.uuid(row, "id")), row.getBoolean("same")))
                .optional()
                .map(known -> new Start.Known(exact(tx, known.id()).orElseThrow(), known.same()));
    }

    private static Optional<Start> exhausted(TenantTx tx, ToolExecution.New execution, Quota quota) {
        return tx.sql("""
                        select (select count(*) from tool_executions where call_id = :call and tool_id = :tool) as in_call,
                               (select count(*) from tool_executions
                                where tool_id = :tool and started_at > clock_timestamp() - interval '1 minute') as in_minute""")
                .param("call", execution.call().value())
                .param("tool", execution.tool().value())
                .query((row, number) -> {
                    if (row.getLong("in_call") >= quota.perCall()) return Optional.<Start>of(new Start.Exhausted(true));
                    return row.getLong("in_minute") >= quota.perMinute()
                            ? Optional.<Start>of(new Start.Exhausted(false))
                            : Optional.<Start>empty();
                })
                .single();
    }

    private static boolean insert(TenantTx tx, ToolExecution.New execution) {
        ToolExecution.Confirmation confirmation = execution.confirmation();
        return tx.sql(
                                """
                        insert into tool_executions (id, call_id, tool_id, tool_call_id, idempotency_key, class, input,
                                                     trace_id, confirmation, confirmed_seq, deadline_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, clock_timestamp() + make_interval(secs => ?))
                        on conflict do nothing""",
                                execution.id().value(),
                                execution.call().value(),
                                execution.tool().value(),
                                execution.toolCallId(),
                                execution.idempotencyKey(),
                                execution.toolClass().wire(),
                                Texts.storableJson(execution.input()),
                                execution.traceId(),
                                confirmation == null ? null : Texts.storableJson(confirmation.evidence()),
                                confirmation == null ? null : confirmation.seq(),
                                execution.left().plus(LEFT_BEHIND).toMillis() / 1000.0)
                        .update()
                == 1;
    }

    /**
     * Puts on record that an attempt is about to be sent.
     *
     * @return false: the execution has ended meanwhile, do not send
     */
    public static boolean sending(TenantTx tx, ExecutionId execution, int attempt, Instant at) {
        return tx.sql("""
                        with still as (select id from tool_executions where id = ? and status = 'running' for no key update)
                        insert into tool_attempts (execution_id, attempt, started_at) select id, ?, ? from still""", execution.value(), attempt, Rows.time(at)).update() == 1;
    }

    /** Records what came of an attempt; the first word stays. */
    public static void attempted(TenantTx tx, ExecutionId execution, ToolExecution.Attempt attempt) {
        tx.sql(
                        """
                        update tool_attempts set finished_at = ?, http_status = ?, remote_id = ?, error_code = ?, timings = ?::jsonb
                        where execution_id = ? and attempt = ? and finished_at is null""",
                        Rows.time(attempt.finishedAt()),
                        attempt.httpStatus(),
                        orNull(attempt.remoteId(), Texts::storable),
                        attempt.errorCode(),
                        attempt.timings(),
                        execution.value(),
                        attempt.attempt())
                .update();
    }

    /** Ends a running execution; false: it had ended before, and stays as it is. */
    public static boolean finish(TenantTx tx, ExecutionId execution, ToolExecution.Finish finish) {
        return tx.sql(
                                """
                                update tool_executions
                                set status = ?, output = ?::jsonb, error_code = ?, error_message = ?, timings = ?::jsonb,
                                    finished_at = clock_timestamp()
                                where id = ? and status = 'running'""",
                                finish.status().code(),
                                orNull(finish.output(), Texts::storableJson),
                                finish.errorCode(),
                                orNull(finish.errorMessage(), Texts::storable),
                                finish.timings(),
                                execution.value())
                        .update()
                == 1;
    }

    /** One execution, as the tenant wants it read. */
    public static Optional<ToolExecution> find(TenantTx tx, ExecutionId id) {
        return exact(tx, id).map(AsRead.of(tx)::execution);
    }

    static Optional<ToolExecution> exact(TenantTx tx, ExecutionId id) {
        return tx.sql(SELECT + "where id = ?", id.value())
                .query(ToolExecutions::read)
                .optional();
    }

    /**
     * Which executions to list.
     *
     * @param status null: any
     * @param unresolved only those whose unknown outcome nobody has looked into
     * @param before only those older than this one
     */
    public record Filter(
            @Nullable CallId call,
            @Nullable ToolId tool,
            ToolExecution.@Nullable Status status,
            boolean unresolved,
            @Nullable ExecutionId before) {}

    /** Newest first, at most {@code limit}, as the tenant wants them read. */
    public static List<ToolExecution> list(TenantTx tx, Filter filter, int limit) {
        AsRead reader = AsRead.of(tx);
        return tx
                .sql(SELECT + """
                        where (cast(:call as uuid) is null or call_id = :call) and (cast(:tool as uuid) is null or tool_id = :tool)
                          and (cast(:status as text) is null or status = :status)
                          and (not :unresolved or (status = 'unknown' and resolution is null))
                          and (cast(:before as uuid) is null or id < :before)
                        order by id desc limit :limit""")
                .param("call", filter.call() == null ? null : filter.call().value())
                .param("tool", filter.tool() == null ? null : filter.tool().value())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().code())
                .param("unresolved", filter.unresolved())
                .param(
                        "before",
                        filter.before() == null ? null : filter.before().value())
                .param("limit", limit)
                .query(ToolExecutions::read)
                .stream()
                .map(reader::execution)
                .toList();
    }

    /** Says what an unknown outcome came to, once; false: it is not unknown, or somebody said it before. */
    public static boolean resolve(TenantTx tx, ExecutionId id, boolean done, String note) {
        return tx.sql("""
                        update tool_executions
                        set resolution = ?, resolution_note = ?, resolved_by = current_actor(), resolved_at = clock_timestamp()
                        where id = ? and status = 'unknown' and resolution is null""", done ? "done" : "not_done", Texts.storable(note), id.value())
                        .update()
                == 1;
    }

    /**
     * Ends executions that their process left behind: what was never sent has failed, and so has a {@code read}; anything else is
     * unknown. Nothing is sent again.
     *
     * @return how many
     */
    public static int endLeftBehind(PlatformTx tx, int limit) {
        return tx.sql("""
                with overdue as (
                    select tenant_id, id from tool_executions where status = 'running' and deadline_at < clock_timestamp()
                    order by deadline_at limit ? for no key update skip locked),
                judged as (
                    select o.tenant_id, o.id, e.class = 'read' as looks_only,
                           (select count(*) from tool_attempts a
                            where a.tenant_id = o.tenant_id and a.execution_id = o.id) as attempts
                    from overdue o join tool_executions e using (tenant_id, id))
                update tool_executions e
                set status = case when j.attempts = 0 or j.looks_only then 'failed' else 'unknown' end,
                    error_code = case when j.attempts = 0 then 'never_sent' else 'left_behind' end,
                    error_message = case when j.attempts = 0 then 'The request was never sent.'
                                         when j.looks_only then 'No answer came.'
                                         else 'No answer came; whether it was done is not known.' end,
                    timings = e.timings || jsonb_build_object('attempts', j.attempts),
                    finished_at = clock_timestamp()
                from judged j where e.tenant_id = j.tenant_id and e.id = j.id""", limit).update();
    }

    /** The executions of a call in order, as the tenant wants them read. */
    public static List<ToolExecution> ofCall(TenantTx tx, CallId call) {
        return exactOfCall(tx, call).stream().map(AsRead.of(tx)::execution).toList();
    }

    static List<ToolExecution> exactOfCall(TenantTx tx, CallId call) {
        return tx.sql(SELECT + "where call_id = ? order by started_at, id", call.value())
                .query(ToolExecutions::read)
                .list();
    }

    /** The attempts of an execution in order. */
    public static List<ToolExecution.Attempt> attempts(TenantTx tx, ExecutionId execution) {
        return tx.sql("""
                        select attempt, started_at, finished_at, http_status, remote_id, error_code, timings::text
                        from tool_attempts where execution_id = ? order by attempt""", execution.value())
                .query((row, number) -> new ToolExecution.Attempt(
                        row.getInt("attempt"),
                        Rows.instant(row, "started_at"),
                        Rows.instantOrNull(row, "finished_at"),
                        Rows.intOrNull(row, "http_status"),
                        row.getString("remote_id"),
                        row.getString("error_code"),
                        row.getString("timings")))
                .list();
    }

    private static @Nullable String orNull(@Nullable String text, UnaryOperator<String> change) {
        return text == null ? null : change.apply(text);
    }

    private static ToolExecution read(ResultSet row, int number) throws SQLException {
        return new ToolExecution(
                new ExecutionId(Rows.uuid(row, "id")),
                new CallId(Rows.uuid(row, "call_id")),
                new ToolId(Rows.uuid(row, "tool_id")),
                row.getString("tool_call_id"),
                ToolClass.valueOf(row.getString("class").toUpperCase(Locale.ROOT)),
                ToolExecution.Status.parse(row.getString("status")),
                row.getString("input"),
                row.getString("output"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getString("trace_id"),
                Rows.instant(row, "started_at"),
                Rows.instantOrNull(row, "finished_at"),
                row.getString("timings"),
                row.getString("confirmation"),
                resolution(row));
    }

    private static ToolExecution.@Nullable Resolution resolution(ResultSet row) throws SQLException {
        String came = row.getString("resolution");
        return came == null
                ? null
                : new ToolExecution.Resolution(
                        came.equals("done"),
                        row.getString("resolution_note"),
                        row.getString("resolved_by"),
                        Rows.instant(row, "resolved_at"));
    }

    private record Known(ExecutionId id, boolean same) {}
}
