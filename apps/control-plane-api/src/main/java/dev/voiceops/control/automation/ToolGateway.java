package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.AsSaid;
import dev.voiceops.store.Call;
import dev.voiceops.store.Db;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Executes one tool call: allowlist of the call's version, input schema, the caller's yes, how often it may run, the request with its
 * attempts, output schema, all on record. The same tool call id of the same call is executed once, however often it is asked. Blocks;
 * safe for all threads.
 */
final class ToolGateway {
    private static final Logger LOG = LoggerFactory.getLogger(ToolGateway.class);

    private final Db db;
    private final Permits permits;
    private final Schemas schemas;
    private final Confirmations confirmations;
    private final Attempts attempts;
    private final InstantSource clock;

    ToolGateway(Db db, Schemas schemas, Confirmations confirmations, Attempts attempts, InstantSource clock) {
        this.db = db;
        this.permits = new Permits(db);
        this.schemas = schemas;
        this.confirmations = confirmations;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * @param wanted picks the tool among those that the call's version may use
     * @throws ProblemException 404 for an unknown call; 403 for a tool that is not allowed; 422 for input that does not fit, or an
     *     irreversible tool without the caller's yes; 429 when it has run as often as it may; 409 for a call that is over, while the
     *     same tool call still runs, or when its id was used for another request
     */
    ToolOutcome execute(ToolExecute request, Predicate<Tool> wanted) {
        Stages stages = new Stages();
        Instant asked = clock.instant();
        Call call = permits.call(request.callId());
        Accepted accepted = confirmations.waiting(() ->
                db.tenant(call.tenant(), Automation.ACTOR, Work.repeatable(tx -> accept(tx, call, request, wanted))));
        stages.spent("validate_ms");
        return switch (accepted.start()) {
            case ToolExecutions.Start.Known(ToolExecution known, boolean same) -> {
                if (!same) {
                    throw new ProblemException(
                            ProblemType.TOOL_CALL_REUSED, "Give each tool call of a call an id of its own");
                }
                yield Outcomes.recorded(known);
            }
            case ToolExecutions.Start.Exhausted(boolean inCall) ->
                throw new ProblemException(
                        ProblemType.TOOL_LIMIT,
                        inCall ? "It may not run again in this call" : "Too many runs in the last minute");
            case ToolExecutions.Start.Spent spent ->
                throw new ProblemException(
                        ProblemType.CONFIRMATION_REQUIRED, "confirmation: this yes was used for another execution");
            case ToolExecutions.Start.Begun(ToolExecution begun) ->
                run(accepted.permit(), begun, request, new Watch(asked, stages));
        };
    }

    private Accepted accept(TenantTx tx, Call call, ToolExecute request, Predicate<Tool> wanted) {
        Permit permit = Permits.of(tx, call, wanted);
        checkInput(permit, request.inputJson());
        ToolExecution.@Nullable Confirmation yes =
                permit.toolClass() == ToolClass.IRREVERSIBLE ? confirmations.check(tx, permit, request) : null;
        return new Accepted(permit, ToolExecutions.start(tx, permit.newExecution(request, yes), permit.quota()));
    }

    private ToolOutcome run(Permit permit, ToolExecution execution, ToolExecute request, Watch watch) {
        Attempts.Result result = attempts.run(permit, execution, request, watch.stages());
        ToolOutcome outcome = Outcomes.of(
                result.verdict(), execution.id(), Duration.between(watch.asked(), clock.instant()), result.attempts());
        return recorded(permit, execution, outcome, result.last(), watch.stages());
    }

    /**
     * Puts the end on record. A database that is away must not turn a done tool into an error for the caller: the sweep will end the
     * execution as unknown. An execution that the sweep has ended stays as it is, and that is what is told.
     */
    private ToolOutcome recorded(
            Permit permit,
            ToolExecution execution,
            ToolOutcome outcome,
            ToolExecution.@Nullable Attempt last,
            Stages stages) {
        try {
            return db.tenant(permit.call().tenant(), Automation.ACTOR, Work.repeatable(tx -> {
                if (last != null) ToolExecutions.attempted(tx, execution.id(), last);
                boolean first = ToolExecutions.finish(tx, execution.id(), Outcomes.finish(outcome, stages));
                return first
                        ? outcome
                        : Outcomes.recorded(AsSaid.execution(tx, execution.id())
                                .orElseThrow()
                                .reveal());
            }));
        } catch (StoreException e) {
            LOG.error("The end of execution {} is not on record: {}", execution.id(), e.code());
            return outcome;
        }
    }

    private void checkInput(Permit permit, JsonNode input) {
        if (Json.write(input).length() > MOST_INPUT) {
            throw new ProblemException(ProblemType.INPUT_SCHEMA, "/: is longer than 64 KiB");
        }
        List<String> faults;
        try {
            faults = schemas.faults(permit.inputSchema(), input);
        } catch (Schemas.SchemaFault e) {
            throw new ProblemException(ProblemType.INTERNAL, "The tool's input schema cannot be used");
        }
        if (!faults.isEmpty()) throw new ProblemException(ProblemType.INPUT_SCHEMA, String.join("; ", faults));
    }

    private static final int MOST_INPUT = 64 * 1024;

    private record Accepted(Permit permit, ToolExecutions.Start start) {}

    private record Watch(Instant asked, Stages stages) {}
}
