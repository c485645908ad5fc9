package dev.voiceops.control.portal;

import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Choice;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.PortalScope;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.PortalCalls;
import dev.voiceops.store.PortalTx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A client's calls, read-only by the rights of the database role behind {@link PortalScope}. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/client/calls")
final class PortalCallRoutes {
    /** The client's calls, newest first. */
    @GetMapping
    @Needs(Permission.PORTAL_READ)
    Page<PortalCall> list(PortalScope scope, Cursor cursor, Wanted wanted) {
        PortalCalls.Filter filter = wanted.filter();
        @Nullable
        CallId before = cursor.after(UUID::fromString).map(CallId::new).orElse(null);
        return Page.of(
                cursor,
                scope.in(tx -> PortalCalls.list(tx, filter, before, cursor.fetch())),
                PortalCall::of,
                row -> row.id().toString());
    }

    /** One call. */
    @GetMapping("/{callId}")
    @Needs(Permission.PORTAL_READ)
    PortalCall show(PortalScope scope, @PathVariable UUID callId) {
        return PortalCall.of(scope.in(tx -> find(tx, callId)));
    }

    /** What was said and heard in a call; that it was read is on record. */
    @GetMapping("/{callId}/transcript")
    @Needs(Permission.PORTAL_READ)
    @Audited(AuditAction.TRANSCRIPT_READ)
    Transcript transcript(PortalScope scope, @PathVariable UUID callId) {
        return scope.in(tx -> {
            PortalCalls.Shown call = find(tx, callId);
            List<Said> said =
                    PortalCalls.transcript(tx, call.id()).stream().map(Said::of).toList();
            Audit.appendReading(
                    tx,
                    AuditAction.TRANSCRIPT_READ,
                    new Audit.Target("call", call.id().toString()));
            return new Transcript(call.id().value(), said);
        });
    }

    private static PortalCalls.Shown find(PortalTx tx, UUID id) {
        return PortalCalls.find(tx, new CallId(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such call"));
    }

    /** Which calls, from the query; what is left out does not matter. Began {@code from} or later, before {@code until}. */
    record Wanted(
            @Nullable Instant from,
            @Nullable Instant until,
            @BindParam("agent_id") @Nullable UUID agentId,
            @Nullable String outcome) {
        PortalCalls.Filter filter() {
            return new PortalCalls.Filter(
                    from,
                    until,
                    agentId == null ? null : new AgentId(agentId),
                    Choice.of(Outcome.class, "outcome", outcome));
        }
    }

    /** What was said in a call, in order. */
    record Transcript(UUID callId, List<Said> lines) {}

    /** One thing said, as it was heard; {@code startedMs} and {@code endedMs} from the call's beginning. */
    record Said(int turn, String speaker, String text, boolean interrupted, long startedMs, long endedMs) {
        static Said of(PortalCalls.Line line) {
            return new Said(
                    line.turn(), line.speaker(), line.heard(), line.interrupted(), line.startedMs(), line.endedMs());
        }
    }
}
