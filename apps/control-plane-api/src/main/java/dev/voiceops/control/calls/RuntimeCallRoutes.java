package dev.voiceops.control.calls;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads calls of all tenants, for the other roles and their scripts. */
@RestController
@Access(Access.By.SERVICE)
@RequestMapping("/internal/runtime/calls")
final class RuntimeCallRoutes {
    private static final Reason SHOW = new Reason("show calls to the operating team");
    private static final Actor ACTOR = Actor.service("control-plane-api");
    private static final int MOST_CALLS = 200;
    private static final int MOST_EVENTS = 5_000;

    private final Db db;

    RuntimeCallRoutes(Db db) {
        this.db = db;
    }

    /** Newest first; {@code next} of the answer as {@code before} gets the following page, null on the last. */
    @GetMapping
    Page list(@RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable UUID before) {
        int size = Math.clamp(limit, 1, MOST_CALLS);
        CallId older = before == null ? null : new CallId(before);
        List<CallView> calls = db.platform(SHOW, ACTOR, tx -> Calls.listAll(tx, older, size)).stream()
                .map(CallView::of)
                .toList();
        return new Page(calls, calls.size() < size ? null : calls.getLast().id());
    }

    /** A call with its record. */
    @GetMapping("/{callId}")
    CallRecordView show(@PathVariable UUID callId) {
        Call call = find(callId);
        return db.tenant(call.tenant(), ACTOR, tx -> CallRecordView.read(tx, call));
    }

    /** The events after {@code after}: to follow a live call. */
    @GetMapping("/{callId}/events")
    List<CallRecordView.Event> events(
            @PathVariable UUID callId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "500") int limit) {
        Call call = find(callId);
        int size = Math.clamp(limit, 1, MOST_EVENTS);
        return db.tenant(call.tenant(), ACTOR, tx -> CallRecord.events(tx, call.id(), after, size)).stream()
                .map(CallRecordView.Event::of)
                .toList();
    }

    private Call find(UUID id) {
        return db.platform(SHOW, ACTOR, tx -> Calls.locate(tx, new CallId(id)))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such call"));
    }

    /** One page of calls. */
    record Page(List<CallView> calls, @Nullable UUID next) {}
}
