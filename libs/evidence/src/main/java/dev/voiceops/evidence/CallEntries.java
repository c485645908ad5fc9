package dev.voiceops.evidence;

import dev.voiceops.contracts.CanonicalJson;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.AgentVersion;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditEntry;
import dev.voiceops.store.AuditTrail;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.CostLines;
import dev.voiceops.store.Holds;
import dev.voiceops.store.Receipts;
import dev.voiceops.store.Recording;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.Retention;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Versions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the database has of a call, as the entries of a pack, read in one transaction. */
final class CallEntries {
    private static final int EVENTS = 2_000;
    private static final int AUDIT_ROWS = 1_000;

    private final TenantTx tx;
    private final Call call;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private CallEntries(TenantTx tx, Call call) {
        this.tx = tx;
        this.call = call;
    }

    /**
     * Entries by name, in order, and the recordings that go with them.
     *
     * @param entries each a JSON document, or one to a line where the name ends in {@code .jsonl}
     */
    record Read(Call call, Map<String, byte[]> entries, List<Recording> recordings) {
        /** Names the call; what is in it stays out of logs. */
        @Override
        public String toString() {
            return "Read[" + call.id() + "]";
        }
    }

    /** Everything that proves what happened on the call, and what became of its record. */
    static Read evidence(TenantTx tx, Call call) {
        CallEntries read = new CallEntries(tx, call);
        read.callItself();
        read.version();
        read.talk();
        read.costs();
        read.audit();
        read.keeping();
        return new Read(call, read.entries, Recordings.ofCall(tx, call.id()));
    }

    /** What of the call is about its caller: no prompts, no costs, no names of the team. */
    static Read ofCaller(TenantTx tx, Call call) {
        CallEntries read = new CallEntries(tx, call);
        read.callItself();
        read.talk();
        return new Read(call, read.entries, Recordings.ofCall(tx, call.id()));
    }

    private void callItself() {
        put("call.json", PackJson.Told.of(call, Calls.isPurged(tx, call.id())));
    }

    private void version() {
        Optional<AgentVersion> version = Versions.find(tx, call.agent(), call.version());
        version.ifPresent(found -> {
            put("version.json", PackJson.Version.of(call, found));
            entries.put("snapshot.json", utf8(CanonicalJson.of(Json.tree(found.snapshot()))));
        });
    }

    private void talk() {
        List<CallRecord.Event> events = new ArrayList<>();
        List<CallRecord.Event> some;
        do {
            long last = events.isEmpty() ? 0 : events.getLast().seq();
            some = CallRecord.events(tx, call.id(), last, EVENTS);
            events.addAll(some);
        } while (some.size() == EVENTS);
        lines("events.jsonl", events, PackJson.Event::of);
        put("transcript.json", all(CallRecord.utterances(tx, call.id()), PackJson.Said::of));
        put("turns.json", all(CallRecord.turns(tx, call.id()), PackJson.Turn::of));
        put("tools.json", all(ToolExecutions.ofCall(tx, call.id()), this::execution));
    }

    private PackJson.Execution execution(ToolExecution execution) {
        return PackJson.Execution.of(
                execution,
                Tools.name(tx, execution.tool()).orElse(""),
                all(ToolExecutions.attempts(tx, execution.id()), PackJson.Attempt::of));
    }

    private void costs() {
        put("costs.json", all(CostLines.ofCall(tx, call.id()), PackJson.Cost::of));
    }

    private void audit() {
        String id = call.id().toString();
        var ofCall = new AuditTrail.Filter(null, null, "call", id, null, null);
        List<AuditEntry> rows = new ArrayList<>();
        List<AuditEntry> some;
        do {
            Long before = rows.isEmpty() ? null : rows.getLast().seq();
            some = AuditTrail.list(tx, ofCall, before, AUDIT_ROWS);
            rows.addAll(some);
        } while (some.size() == AUDIT_ROWS);
        lines("audit.jsonl", rows.reversed(), PackJson.Deed::of);
    }

    /** Holds, receipts, and the hashes that a deletion would write into its receipt now. */
    private void keeping() {
        CallId id = call.id();
        put("holds.json", all(Holds.protecting(tx, id), PackJson.Held::of));
        put("receipts.json", all(Receipts.ofCall(tx, id), PackJson.Deleted::of));
        put("digests.json", Retention.digests(tx, id));
    }

    /** What the audit row of a pack's making is about. */
    static Audit.Target target(CallId call) {
        return new Audit.Target("call", call.toString());
    }

    private void put(String name, Object document) {
        entries.put(name, utf8(Json.write(document) + "\n"));
    }

    private <T> void lines(String name, List<T> items, Function<T, ?> view) {
        StringBuilder text = new StringBuilder();
        items.forEach(item -> text.append(Json.write(view.apply(item))).append('\n'));
        entries.put(name, utf8(text.toString()));
    }

    private static <T, V> List<V> all(List<T> items, Function<T, V> view) {
        return items.stream().map(view).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
