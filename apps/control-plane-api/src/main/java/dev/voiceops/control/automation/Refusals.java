package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Reason;
import dev.voiceops.store.StoreException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a trace in the call's timeline of each tool call that was not let through, so that people see what a model tried. Blocks;
 * safe for all threads.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Reason NOTE = new Reason("note a refused tool call in its call");
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    /** Not refusals: the call is not ours to write to, the request is under way, or we are at fault. */
    private static final Set<String> UNTRACED = Set.of(
            ProblemType.NOT_FOUND.code(),
            ProblemType.CALL_OVER.code(),
            ProblemType.TOOL_CALL_RUNNING.code(),
            ProblemType.INTERNAL.code());

    private final Db db;
    private final InstantSource clock;

    Refusals(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param tool as it was asked for, by name or id */
    ToolOutcome traced(ToolExecute request, String tool, Supplier<ToolOutcome> execution) {
        try {
            return execution.get();
        } catch (ProblemException refused) {
            Problem problem = refused.problem();
            String code = problem.code() == null ? "" : problem.code();
            if (!UNTRACED.contains(code)) note(request, tool, code);
            throw refused;
        }
    }

    private void note(ToolExecute request, String tool, String code) {
        String payload = Json.write(Map.of(
                "tool", tool.matches(NAME) ? tool : "?",
                "tool_call_id", request.toolCallId().matches(NAME) ? request.toolCallId() : "?",
                "code", code));
        var happening = new JournalEntry.Happening(clock.instant(), null, RuntimeEvents.TOOL_REFUSED, payload);
        CallId call = new CallId(request.callId());
        try {
            db.platform(NOTE, Automation.ACTOR, tx -> {
                Calls.locate(tx, call).ifPresent(found -> CallJournal.note(tx, found.tenant(), call, happening));
                return true;
            });
        } catch (StoreException e) {
            LOG.warn("A refused tool call of call {} is not in its timeline: {}", call, e.code());
        }
    }
}
