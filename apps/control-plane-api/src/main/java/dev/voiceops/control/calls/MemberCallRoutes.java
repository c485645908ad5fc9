package dev.voiceops.control.calls;

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
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.CallSearch;
import dev.voiceops.store.Calls;
import dev.voiceops.store.TenantTx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's calls, for the internal team. Whoever reads what was said or done in a call leaves an audit row. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/calls")
final class MemberCallRoutes {
    /** The tenant's calls, newest first. */
    @GetMapping
    @Needs(Permission.CALLS_READ)
    Page<CallView> list(TenantScope scope, Cursor cursor, CallFilter filter) {
        CallSearch.Filter search = filter.search();
        @Nullable
        CallId before = cursor.after(UUID::fromString).map(CallId::new).orElse(null);
        return Page.of(
                cursor,
                scope.in(tx -> CallSearch.list(tx, search, before, cursor.fetch())),
                CallView::of,
                call -> call.id().toString());
    }

    /** One call, without what was said in it. */
    @GetMapping("/{callId}")
    @Needs(Permission.CALLS_READ)
    CallView show(TenantScope scope, @PathVariable UUID callId) {
        return CallView.of(scope.in(tx -> find(tx, callId)));
    }

    /** The call with everything that was written of it: events, utterances, turns, tool executions, recording. */
    @GetMapping("/{callId}/record")
    @Needs(Permission.CALL_CONTENT_READ)
    @Audited(AuditAction.TRANSCRIPT_READ)
    CallRecordView record(TenantScope scope, @PathVariable UUID callId) {
        return scope.in(tx -> {
            CallRecordView record = CallRecordView.read(tx, find(tx, callId));
            read(tx, callId, "record");
            return record;
        });
    }

    /** The events of a call in order; {@code after}: to follow a live one. */
    @GetMapping("/{callId}/events")
    @Needs(Permission.CALL_CONTENT_READ)
    @Audited(AuditAction.TRANSCRIPT_READ)
    Page<CallRecordView.Event> events(TenantScope scope, Cursor cursor, @PathVariable UUID callId) {
        return scope.in(tx -> {
            Call call = find(tx, callId);
            long after = cursor.after(Long::valueOf).orElse(0L);
            List<CallRecord.Event> events = CallRecord.events(tx, call.id(), after, cursor.fetch());
            read(tx, callId, "events");
            return Page.of(cursor, events, CallRecordView.Event::of, event -> Long.toString(event.seq()));
        });
    }

    /** What was said and heard in a call. */
    @GetMapping("/{callId}/transcript")
    @Needs(Permission.CALL_CONTENT_READ)
    @Audited(AuditAction.TRANSCRIPT_READ)
    List<CallRecordView.Said> transcript(TenantScope scope, @PathVariable UUID callId) {
        return scope.in(tx -> {
            Call call = find(tx, callId);
            List<CallRecordView.Said> said = CallRecord.utterances(tx, call.id()).stream()
                    .map(CallRecordView.Said::of)
                    .toList();
            read(tx, callId, "transcript");
            return said;
        });
    }

    private static void read(TenantTx tx, UUID call, String what) {
        Audit.append(
                tx,
                AuditAction.TRANSCRIPT_READ,
                new Audit.Target("call", call.toString()),
                Json.write(Map.of("what", what)));
    }

    private static Call find(TenantTx tx, UUID id) {
        return Calls.find(tx, new CallId(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such call"));
    }
}
