package dev.voiceops.store;

import dev.voiceops.contracts.ToolClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The record of tool executions. Start and end are transactions of their own, so that a crash between shows. */
public final class ToolExecutions {
    private static final String SELECT = """
            select id, call_id, tool_id, tool_call_id, class, status, input::text, output::text, error_code,
                   error_message, trace_id, started_at, finished_at, timings::text
            from tool_executions\s""";

    private ToolExecutions() {}

    /**
     * What stands on record after {@link #start}.
     *
     * @param fresh false: this tool call was started before; do not send it again
     */
    public record Started(ToolExecution execution, boolean fresh) {}

    /** Begins an execution, once per call and tool call id. */
    public static Started start(TenantTx tx, ToolExecution.New execution) {
        int inserted = tx.sql(
                        """
                        insert into tool_executions (id, call_id, tool_id, tool_call_id, idempotency_key, class, input,
                                                     trace_id)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict (tenant_id, call_id, tool_call_id) do nothing""",
                        execution.id().value(),
                        execution.call().value(),
                        execution.tool().value(),
                        execution.toolCallId(),
                        execution.idempotencyKey(),
                        execution.toolClass().wire(),
                        Texts.storableJson(execution.input()),
                        execution.traceId())
                .update();
        ToolExecution onRecord = tx.sql(
                        SELECT + "where call_id = ? and tool_call_id = ?",
                        execution.call().value(),
                        execution.toolCallId())
                .query(ToolExecutions::read)
                .single();
        return new Started(onRecord, inserted == 1);
    }

    /** Records one attempt, once per number. */
    public static void attempt(TenantTx tx, ExecutionId execution, ToolExecution.Attempt attempt) {
        tx.sql(
                        """
                        insert into tool_attempts (execution_id, attempt, started_at, finished_at, http_status,
                                                   remote_id, error_code, timings)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing""",
                        execution.value(),
                        attempt.attempt(),
                        Rows.time(attempt.startedAt()),
                        Rows.time(attempt.finishedAt()),
                        attempt.httpStatus(),
                        attempt.remoteId(),
                        attempt.errorCode(),
                        attempt.timings())
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

    /** One execution. */
    public static Optional<ToolExecution> find(TenantTx tx, ExecutionId id) {
        return tx.sql(SELECT + "where id = ?", id.value())
                .query(ToolExecutions::read)
                .optional();
    }

    /** The executions of a call in order. */
    public static List<ToolExecution> ofCall(TenantTx tx, CallId call) {
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
                        Rows.instant(row, "finished_at"),
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
                row.getString("timings"));
    }
}
