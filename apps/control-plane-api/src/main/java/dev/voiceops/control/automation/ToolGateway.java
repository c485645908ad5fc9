package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Db;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Executes one tool call: allowlist of the call's version, input schema, the request with its attempts, output schema, all on
 * record. The same tool call id of the same call is executed once, however often it is asked. Blocks; safe for all threads.
 */
final class ToolGateway {
    private static final Logger LOG = LoggerFactory.getLogger(ToolGateway.class);

    private final Db db;
    private final Permits permits;
    private final Schemas schemas;
    private final Attempts attempts;
    private final InstantSource clock;

    ToolGateway(Db db, Permits permits, Schemas schemas, Attempts attempts, InstantSource clock) {
        this.db = db;
        this.permits = permits;
        this.schemas = schemas;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * @param wanted picks the tool among those that the call's version may use
     * @throws ProblemException 404 for an unknown call, 403 for a tool that is not allowed, 422 for input that does not fit, 409
     *     while the same tool call still runs
     */
    ToolOutcome execute(ToolExecute request, Predicate<Tool> wanted) {
        Instant asked = clock.instant();
        Permit permit = permits.of(request.callId(), wanted);
        checkInput(permit, request.inputJson());
        ToolExecutions.Started started = db.tenant(
                permit.tenant(), Automation.ACTOR, tx -> ToolExecutions.start(tx, permit.newExecution(request)));
        ToolExecution execution = started.execution();
        if (!started.fresh()) return Outcomes.recorded(execution);
        Attempts.Result result = attempts.run(permit, execution, request);
        Verdict verdict = checked(permit, result.verdict());
        ToolOutcome outcome =
                Outcomes.of(verdict, execution.id(), Duration.between(asked, clock.instant()), result.attempts());
        record(permit, outcome);
        return outcome;
    }

    /** It has happened: a database that is away must not turn a done tool into an error for the caller. */
    private void record(Permit permit, ToolOutcome outcome) {
        ExecutionId id = new ExecutionId(outcome.executionId());
        try {
            db.tenant(permit.tenant(), Automation.ACTOR, tx -> ToolExecutions.finish(tx, id, Outcomes.finish(outcome)));
        } catch (StoreException e) {
            LOG.error("The end of execution {} is not on record: {}", id, e.code());
        }
    }

    private void checkInput(Permit permit, JsonNode input) {
        List<String> faults;
        try {
            faults = schemas.faults(permit.inputSchema(), input);
        } catch (Schemas.SchemaFault e) {
            throw new ProblemException(ProblemType.INTERNAL, "The tool's input schema cannot be used");
        }
        if (!faults.isEmpty()) throw new ProblemException(ProblemType.INPUT_SCHEMA, String.join("; ", faults));
    }

    /** What came back must fit too: a tool that answers something else has not done what was promised. */
    private Verdict checked(Permit permit, Verdict verdict) {
        String schema = permit.tool().outputSchema();
        if (!(verdict instanceof Verdict.Done done) || schema == null) return verdict;
        try {
            List<String> faults = schemas.faults(Json.tree(schema), done.output());
            return faults.isEmpty() ? verdict : misfit();
        } catch (Schemas.SchemaFault e) {
            return misfit();
        }
    }

    private static Verdict misfit() {
        return new Verdict.Failed("output_schema", "The automation's answer is not of the agreed form.", false);
    }
}
