package dev.voiceops.store;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.redaction.Sensitive;
import java.util.List;
import java.util.Optional;

/**
 * What was said and asked in a call, word for word, for programs that check or carry on with it. Nothing of it may be shown: who
 * shows reads through {@link CallRecord} and {@link ToolExecutions}, where the tenant's redaction acts. It comes wrapped, so that
 * it prints as redacted until somebody reveals it, and a test of the architecture names the few classes that may look in here.
 */
public final class AsSaid {
    private AsSaid() {}

    /** Events after {@code afterSeq}, at most {@code limit}. */
    public static Sensitive<List<CallRecord.Event>> events(TenantTx tx, CallId call, long afterSeq, int limit) {
        return Sensitive.of(CallRecord.exactEvents(tx, call, afterSeq, limit));
    }

    /** All utterances. */
    public static Sensitive<List<Utterance>> utterances(TenantTx tx, CallId call) {
        return Sensitive.of(CallRecord.exactUtterances(tx, call));
    }

    /** The last utterances, oldest first. */
    public static Sensitive<List<CallRecord.Numbered>> lastUtterances(TenantTx tx, CallId call, int limit) {
        return Sensitive.of(CallRecord.exactLastUtterances(tx, call, limit));
    }

    /** One tool execution, as it was asked and answered. */
    public static Optional<Sensitive<ToolExecution>> execution(TenantTx tx, ExecutionId id) {
        return ToolExecutions.exact(tx, id).map(Sensitive::of);
    }

    /** The tool executions of a call in order. */
    public static Sensitive<List<ToolExecution>> executions(TenantTx tx, CallId call) {
        return Sensitive.of(ToolExecutions.exactOfCall(tx, call));
    }
}
