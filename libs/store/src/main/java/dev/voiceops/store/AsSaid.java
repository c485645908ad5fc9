package dev.voiceops.store;

import dev.voiceops.call.Utterance;
import java.util.List;
import java.util.Optional;

/**
 * What was said and asked in a call, word for word, for programs that check or carry on with it. Nothing of it may be shown: who
 * shows reads through {@link CallRecord} and {@link ToolExecutions}, where the tenant's redaction acts. A test of the
 * architecture names the few classes that may look in here.
 */
public final class AsSaid {
    private AsSaid() {}

    /** Events after {@code afterSeq}, at most {@code limit}. */
    public static List<CallRecord.Event> events(TenantTx tx, CallId call, long afterSeq, int limit) {
        return CallRecord.exactEvents(tx, call, afterSeq, limit);
    }

    /** All utterances. */
    public static List<Utterance> utterances(TenantTx tx, CallId call) {
        return CallRecord.exactUtterances(tx, call);
    }

    /** The last utterances, oldest first. */
    public static List<CallRecord.Numbered> lastUtterances(TenantTx tx, CallId call, int limit) {
        return CallRecord.exactLastUtterances(tx, call, limit);
    }

    /** One tool execution, as it was asked and answered. */
    public static Optional<ToolExecution> execution(TenantTx tx, ExecutionId id) {
        return ToolExecutions.exact(tx, id);
    }

    /** The tool executions of a call in order. */
    public static List<ToolExecution> executions(TenantTx tx, CallId call) {
        return ToolExecutions.exactOfCall(tx, call);
    }
}
