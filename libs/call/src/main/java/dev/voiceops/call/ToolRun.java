package dev.voiceops.call;

import static dev.voiceops.call.TurnTimes.NEVER;

import org.jspecify.annotations.Nullable;

/** A tool call of one step: wanted, then dispatched, then answered. What was dispatched can't be called back. */
final class ToolRun {
    final ToolCall call;
    final Policy.ToolLimits limits;
    private long dispatchedAt = NEVER;
    private long answeredAt = NEVER;
    private @Nullable ToolResult result;
    private Confirmation confirmation = Confirmation.NONE;

    ToolRun(ToolCall call, Policy.ToolLimits limits) {
        this.call = call;
        this.limits = limits;
    }

    void dispatch(long now) {
        dispatchedAt = now;
    }

    void answer(ToolResult answer, long now) {
        result = answer;
        answeredAt = now;
    }

    /** Answered without being run, because it can't be; the model will hear why. */
    ToolRun refuse(ToolResult.Status status, String why, long now) {
        dispatch(now);
        answer(new ToolResult(status, why), now);
        return this;
    }

    /** The caller has said yes to it. */
    ToolRun confirm(Confirmation yes) {
        confirmation = yes;
        return this;
    }

    Confirmation confirmation() {
        return confirmation;
    }

    /** Whether its arguments were none for this tool. */
    boolean isRejected() {
        return result != null && result.status() == ToolResult.Status.REJECTED;
    }

    /** Whether the world or the model knows of this call; only then it belongs into the dialogue. */
    boolean isDispatched() {
        return dispatchedAt != NEVER;
    }

    /** Dispatched and not yet answered. */
    boolean isPending() {
        return isDispatched() && !isAnswered();
    }

    boolean isAnswered() {
        return result != null;
    }

    long softDue() {
        return dispatchedAt + limits.softMs();
    }

    long hardDue() {
        return dispatchedAt + limits.hardMs();
    }

    Line.ToolUse use() {
        ToolResult pending = new ToolResult(ToolResult.Status.PENDING, "still running; its result will follow");
        return new Line.ToolUse(call, result == null ? pending : result);
    }

    TurnTimes.ToolSpan span() {
        return new TurnTimes.ToolSpan(call.id(), call.name(), dispatchedAt, answeredAt);
    }
}
