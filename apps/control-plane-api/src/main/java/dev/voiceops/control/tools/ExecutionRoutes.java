package dev.voiceops.control.tools;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the gateway did for calls, and what unknown outcomes came to. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/executions")
final class ExecutionRoutes {
    private static final int LONGEST_NOTE = 2_000;

    /** Newest first. {@code unresolved=true}: only unknown outcomes that nobody has looked into. */
    @GetMapping
    @Needs(Permission.EXECUTIONS_READ)
    Page<ExecutionView> list(
            TenantScope scope,
            Cursor cursor,
            @RequestParam(name = "call_id", required = false) @Nullable UUID callId,
            @RequestParam(name = "tool_id", required = false) @Nullable UUID toolId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "false") boolean unresolved) {
        var filter = new ToolExecutions.Filter(
                callId == null ? null : new CallId(callId),
                toolId == null ? null : new ToolId(toolId),
                status(status),
                unresolved,
                cursor.after(ExecutionId::parse).orElse(null));
        return scope.in(tx -> Page.of(
                cursor,
                ToolExecutions.list(tx, filter, cursor.fetch()),
                execution -> ExecutionView.brief(tx, execution),
                execution -> execution.id().toString()));
    }

    @GetMapping("/{executionId}")
    @Needs(Permission.EXECUTIONS_READ)
    ExecutionView show(TenantScope scope, @PathVariable UUID executionId) {
        return scope.in(tx -> ExecutionView.full(tx, known(tx, executionId)));
    }

    /** Says what an unknown outcome came to, once. The status stays what the caller was told. */
    @PostMapping("/{executionId}/resolve")
    @Needs(Permission.EXECUTIONS_RESOLVE)
    @Audited(AuditAction.EXECUTION_RESOLVED)
    ExecutionView resolve(TenantScope scope, @PathVariable UUID executionId, @RequestBody Finding finding) {
        boolean done = finding.done();
        String note = finding.checkedNote();
        return scope.in(tx -> {
            ToolExecution execution = known(tx, executionId);
            if (!ToolExecutions.resolve(tx, execution.id(), done, note)) {
                throw new ProblemException(
                        ProblemType.NOT_IN_THIS_STATE,
                        "Only an unknown outcome can be resolved, and only once; this one is "
                                + (execution.resolution() == null ? "not unknown" : "resolved"));
            }
            ExecutionView resolved = ExecutionView.full(tx, known(tx, executionId));
            Audit.append(
                    tx,
                    AuditAction.EXECUTION_RESOLVED,
                    new Audit.Target("execution", execution.id().toString()),
                    Json.write(Map.of("came_to", done ? "done" : "not_done", "note", note)));
            return resolved;
        });
    }

    /**
     * What a person found out.
     *
     * @param cameTo {@code done} or {@code not_done}
     * @param note how it was found out
     */
    record Finding(@Nullable String cameTo, @Nullable String note) {
        boolean done() {
            if ("done".equals(cameTo)) return true;
            if ("not_done".equals(cameTo)) return false;
            throw new ContractViolation("came_to: must be done or not_done");
        }

        String checkedNote() {
            if (note == null || note.isBlank() || note.length() > LONGEST_NOTE) {
                throw new ContractViolation(
                        "note: say how it was found out, in at most " + LONGEST_NOTE + " characters");
            }
            return note;
        }

        @Override
        public String toString() {
            return "Finding[" + cameTo + "]";
        }
    }

    private static ToolExecution known(TenantTx tx, UUID id) {
        return ToolExecutions.find(tx, new ExecutionId(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such execution"));
    }

    private static ToolExecution.@Nullable Status status(@Nullable String text) {
        if (text == null) return null;
        return Arrays.stream(ToolExecution.Status.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new ContractViolation("status: must be running, succeeded, failed or unknown"));
    }
}
