package dev.voiceops.control.calls;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.http.Choice;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallSearch;
import dev.voiceops.store.VersionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which calls a list shows, from the query; what is left out does not matter.
 *
 * @param from began then or later, ISO 8601
 * @param until began before, ISO 8601
 * @param number E.164; the caller's or the called one
 */
record CallFilter(
        @Nullable Instant from,
        @Nullable Instant until,
        @BindParam("agent_id") @Nullable UUID agentId,
        @BindParam("version_id") @Nullable String versionId,
        @Nullable String state,
        @Nullable String outcome,
        @BindParam("end_reason") @Nullable String endReason,
        @Nullable String number) {

    CallSearch.Filter search() {
        return new CallSearch.Filter(
                from,
                until,
                agentId == null ? null : new AgentId(agentId),
                Choice.parsed("version_id", "64 lower-case hex digits", versionId, VersionId::new),
                Choice.of(Call.State.class, "state", state),
                Choice.of(Outcome.class, "outcome", outcome),
                Choice.of(EndReason.class, "end_reason", endReason),
                number);
    }

    /** Keeps the number out of logs. */
    @Override
    public String toString() {
        return "CallFilter[" + from + ".." + until + "]";
    }
}
