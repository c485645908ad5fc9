package dev.voiceops.connector.session;

import dev.voiceops.call.Confirmation;
import dev.voiceops.call.Effect;
import dev.voiceops.call.Event;
import dev.voiceops.call.ToolCall;
import dev.voiceops.call.ToolResult;
import dev.voiceops.call.ToolResult.Status;
import dev.voiceops.connector.journal.CallLog;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceFailure;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolConfirmation;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The hands of one call: each tool runs on a virtual thread through the automation gateway, and reports exactly once.
 * Nothing here is ever cancelled: a deed may be done already.
 */
final class Hands {
    /** The gateway keeps the tool's own limit; this is for the way there and back. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Logger LOG = LoggerFactory.getLogger(Hands.class);
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(3);
    private static final Duration UNKNOWN_TOOL = Duration.ofSeconds(15);
    private final ControlPlane control;
    private final Claim claim;
    private final Executor threads;
    private final Reports reports;
    private final CallLog log;

    Hands(ControlPlane control, Claim claim, Executor threads, Reports reports, CallLog log) {
        this.control = control;
        this.claim = claim;
        this.threads = threads;
        this.reports = reports;
        this.log = log;
    }

    void run(Effect.RunTool run) {
        threads.execute(() -> {
            ToolResult result = ToolText.clean(result(run));
            reports.happened(new Event.ToolReturned(run.turn(), run.call(), result));
        });
    }

    private ToolResult result(Effect.RunTool run) {
        ToolCall call = run.call();
        if (!TOOL_NAME.matcher(call.name()).matches()) {
            return new ToolResult(Status.FAILED, "There is no such tool.");
        }
        try {
            JsonNode arguments = Json.tree(call.arguments());
            if (run.confirmation().isGiven()) awaitRecord();
            ToolExecute request = new ToolExecute(
                    claim.response().callId(), arguments, claim.response().traceId(), call.id(), confirmation(run));
            return result(control.execute(call.name(), request, deadline(call)));
        } catch (ContractViolation notAnObject) {
            return new ToolResult(Status.REJECTED, "The arguments are not a JSON object.");
        } catch (ServiceFailure.Refused refused) {
            boolean misfit =
                    ProblemType.INPUT_SCHEMA.code().equals(refused.problem().code());
            return new ToolResult(misfit ? Status.REJECTED : Status.FAILED, sentence(refused.problem()));
        } catch (RuntimeException noAnswer) {
            LOG.warn("a tool call brought no answer: {}", noAnswer.getMessage());
            return unsure(call);
        }
    }

    /** The gateway believes only what stands in the record of the call, which is written behind. */
    private void awaitRecord() {
        try {
            log.settled().get(RECORDED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("the caller's yes to a tool is not on record in time");
        }
    }

    private static @Nullable ToolConfirmation confirmation(Effect.RunTool run) {
        Confirmation yes = run.confirmation();
        return yes.isGiven() ? new ToolConfirmation(yes.readBack(), yes.answer(), run.turn()) : null;
    }

    private static ToolResult result(ToolOutcome outcome) {
        ToolOutcome.Fault error = outcome.error();
        String told = error == null ? "" : error.code() + ": " + error.message();
        return switch (outcome.status()) {
            case SUCCEEDED ->
                new ToolResult(Status.SUCCEEDED, Json.write(outcome.outputJson() == null ? "" : outcome.outputJson()));
            case FAILED -> new ToolResult(Status.FAILED, told);
            case UNKNOWN -> new ToolResult(Status.UNKNOWN, told);
        };
    }

    /** No answer: a tool that only looks has failed, one that changes things may have changed them. */
    private ToolResult unsure(ToolCall call) {
        boolean looksOnly = claim.response().snapshot().tools().stream()
                .anyMatch(tool -> tool.name().equals(call.name()) && tool.toolClass() == ToolClass.READ);
        return looksOnly
                ? new ToolResult(Status.FAILED, "Our system gave no answer.")
                : new ToolResult(Status.UNKNOWN, "Our system gave no answer; it may or may not have been done.");
    }

    private Duration deadline(ToolCall call) {
        return claim.response().snapshot().tools().stream()
                .filter(tool -> tool.name().equals(call.name()))
                .findFirst()
                .map(AgentSnapshot.Tool::timeoutMs)
                .map(Duration::ofMillis)
                .orElse(UNKNOWN_TOOL)
                .plus(MARGIN);
    }

    private static String sentence(Problem problem) {
        return problem.detail() == null ? problem.title() : problem.title() + ": " + problem.detail();
    }
}
