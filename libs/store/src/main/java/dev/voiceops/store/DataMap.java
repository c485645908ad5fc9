package dev.voiceops.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where data of calls and of people lies: in the database, column by column, and outside of it. It says what retention deletes,
 * holds protect, exports contain and erasure must reach. A test fails when a table or a column of the schema is missing here.
 */
public final class DataMap {
    /** What a column holds. */
    public enum Kind {
        /** What was said or done in a call. */
        CONTENT,
        /** What tells who somebody is. */
        PERSONAL,
        /** A secret, sealed or hashed. */
        SECRET,
        /** Neither. */
        PLAIN
    }

    /** How the rows of a table end. */
    public enum Fate {
        /** They are deleted with the content of their call, found by {@code call_id}. */
        WITH_CALL,
        /** They stay as tombstones: retention empties their personal columns. */
        EMPTIED,
        /** They go with the row they belong to, by a foreign key that cascades. */
        WITH_PARENT,
        /** A rule of their own ends them; the registration says which. */
        OWN_RULE,
        /** They hold nothing that must end. */
        KEPT
    }

    /**
     * A table with data of calls or people.
     *
     * @param columns every column with its kind, in the order of registration
     * @param fate how its rows end
     * @param why why it is not the usual fate; empty if it is
     */
    public record Table(String name, Map<String, Kind> columns, Fate fate, String why) {
        public Table {
            columns = Map.copyOf(columns);
        }

        /** The columns of this kind. */
        public List<String> columns(Kind kind) {
            return columns.entrySet().stream()
                    .filter(column -> column.getValue() == kind)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    /**
     * A place outside the database that data of calls comes to.
     *
     * @param holds what lies there
     * @param step the kind of copy that is deleted there with its call; null: {@code ends} says why none is
     * @param ends how it ends there, one sentence
     */
    public record Place(String name, String holds, DeletionStep.@Nullable Kind step, String ends) {}

    private static final List<Place> PLACES = List.of(
            copied(
                    DeletionStep.Kind.RECORDING,
                    "recording store",
                    "deleted and looked for again; its key goes with the row"),
            copied(DeletionStep.Kind.TWILIO_RECORDINGS, "Twilio: recordings", "deleted and looked for again"),
            copied(DeletionStep.Kind.TWILIO_CALL, "Twilio: calls", "deleted and looked for again"),
            copied(
                    DeletionStep.Kind.N8N_EXECUTION,
                    "n8n of the tenant",
                    "deleted and looked for again, where n8n told the execution's number and its API key may"),
            passing(
                    "Deepgram",
                    "what callers say",
                    "kept only while it is worked on: every request opts out of model improvement"),
            passing(
                    "OpenAI",
                    "what is said and asked in a call",
                    "not stored (store: false); logs of abuse monitoring end after 30 days at the latest, unless the account has"
                            + " zero data retention, which has none"),
            passing("Rime", "what agents say", "as the account's contract says: its API has no word for it"),
            passing("LiveKit", "the sound of a call, on its way", "not recorded: no egress is ever started"),
            passing(
                    "spool of a connector",
                    "entries of calls that the database has not taken yet",
                    "the file is emptied when the database has taken them"),
            passing(
                    "evidence packs and exports of a caller's data",
                    "what somebody took out, and audited",
                    "no copy stays here; theirs is in their hands"),
            passing(
                    "backups of the database",
                    "everything, with the sealed keys of recordings",
                    "the operator's own: until they are overwritten"));

    private static Place copied(DeletionStep.Kind kind, String name, String ends) {
        return new Place(name, kind.meaning(), kind, ends);
    }

    private static Place passing(String name, String holds, String ends) {
        return new Place(name, holds, null, ends);
    }

    private static final List<Table> TABLES = List.of(
            table("calls")
                    .holds(Kind.PERSONAL, "from_number", "to_number", "handoff_reason")
                    .holds(Kind.PLAIN, "tenant_id", "id", "twilio_call_sid", "agent_id", "version_id", "connector_id")
                    .holds(Kind.PLAIN, "trace_id", "simulated", "state", "carrier_status", "carrier_seq", "outcome")
                    .holds(Kind.PLAIN, "end_reason", "ended_by", "created_at", "answered_at", "ended_at", "purged_at")
                    .ends(Fate.EMPTIED, "the figures of a call outlive its words")
                    .done(),
            table("call_journals")
                    .holds(Kind.PLAIN, "tenant_id", "call_id", "fencing_token", "last_n", "last_seq", "last_utterance")
                    .ends(Fate.WITH_CALL, "without it no late writer can add to the call")
                    .done(),
            table("call_events")
                    .holds(Kind.CONTENT, "payload")
                    .holds(Kind.PLAIN, "tenant_id", "call_id", "seq", "at", "mono_ms", "type")
                    .done(),
            table("utterances")
                    .holds(Kind.CONTENT, "generated", "heard")
                    .holds(Kind.PLAIN, "tenant_id", "call_id", "seq", "turn", "speaker", "heard_by", "interrupted")
                    .holds(Kind.PLAIN, "started_ms", "ended_ms")
                    .done(),
            table("turns")
                    .holds(Kind.PLAIN, "tenant_id", "call_id", "fencing_token", "turn", "started", "speech_end")
                    .holds(Kind.PLAIN, "eot_decided", "llm_request", "llm_first_token", "first_clause", "tts_request")
                    .holds(Kind.PLAIN, "first_audio", "playout_end", "ended", "endpointing_ms", "model_ms")
                    .holds(Kind.PLAIN, "writing_ms", "tool_ms", "holding_ms", "voice_ms", "playout_ms")
                    .holds(Kind.PLAIN, "unattributed_ms", "response_ms", "interrupted", "clock_error", "spans", "tools")
                    .done(),
            table("media_tokens")
                    .holds(Kind.SECRET, "hash")
                    .holds(Kind.PLAIN, "tenant_id", "call_id", "expires_at", "used_at")
                    .done(),
            table("runtime_dispatches")
                    .holds(Kind.SECRET, "join_token_sealed")
                    .holds(Kind.PLAIN, "tenant_id", "id", "call_id", "state", "room", "created_at", "expires_at")
                    .holds(Kind.PLAIN, "claimed_by", "claimed_at", "lease_until", "fencing_token", "closed_at", "cause")
                    .ends(Fate.KEPT, "the join token is scrubbed when the dispatch is claimed or closed")
                    .done(),
            table("outbox")
                    .holds(Kind.PERSONAL, "payload")
                    .holds(Kind.PLAIN, "tenant_id", "id", "topic", "attempts", "available_at", "created_at", "dead_at")
                    .holds(Kind.PLAIN, "last_error")
                    .ends(Fate.OWN_RULE, "a message goes when it was taken; dead ones when they are past retention")
                    .done(),
            table("tool_executions")
                    .holds(Kind.CONTENT, "input", "output", "error_message", "confirmation", "resolution_note")
                    .holds(Kind.PLAIN, "tenant_id", "id", "call_id", "tool_id", "tool_call_id", "idempotency_key")
                    .holds(Kind.PLAIN, "class", "status", "error_code", "trace_id", "started_at", "finished_at")
                    .holds(Kind.PLAIN, "timings", "confirmed_seq", "resolution", "resolved_by", "resolved_at")
                    .holds(Kind.PLAIN, "deadline_at")
                    .done(),
            table("tool_attempts")
                    .holds(Kind.PLAIN, "tenant_id", "execution_id", "attempt", "started_at", "finished_at")
                    .holds(Kind.PLAIN, "http_status", "remote_id", "error_code", "timings")
                    .ends(Fate.WITH_PARENT, "belongs to an execution")
                    .done(),
            table("recordings")
                    .holds(Kind.CONTENT, "key")
                    .holds(Kind.PLAIN, "tenant_id", "id", "call_id", "sha256", "bytes", "duration_ms", "channels")
                    .holds(Kind.PLAIN, "created_at")
                    .holds(Kind.SECRET, "key_sealed")
                    .done(),
            table("call_metrics")
                    .holds(Kind.PLAIN, "tenant_id", "call_id", "duration_ms", "turns", "barge_ins", "tool_executions")
                    .holds(Kind.PLAIN, "response_ms_p50", "response_ms_max", "cost_usd", "projected_seq", "projected_n")
                    .holds(Kind.PLAIN, "agent_id", "version_id", "began_at", "ended_at", "answered", "outcome")
                    .holds(Kind.PLAIN, "end_reason", "handoff", "responses_ms", "response_turns", "cost_lines")
                    .holds(Kind.PLAIN, "priced_lines")
                    .done(),
            table("cost_lines")
                    .holds(Kind.PLAIN, "tenant_id", "call_id", "vendor", "item", "unit", "quantity", "source")
                    .holds(Kind.PLAIN, "price_id", "amount")
                    .done(),
            table("incidents")
                    .holds(Kind.PLAIN, "tenant_id", "id", "call_id", "invariant", "place", "second", "details")
                    .holds(Kind.PLAIN, "opened_at", "seen_at", "closed_at")
                    .done(),
            table("legal_holds")
                    .holds(Kind.PERSONAL, "caller", "matter", "reason", "owner", "placed_by", "released_by")
                    .holds(Kind.PLAIN, "tenant_id", "id", "call_id", "from_at", "until_at", "review_at", "placed_at")
                    .holds(Kind.PLAIN, "released_at", "protects_until")
                    .ends(Fate.KEPT, "proves why something was kept; its people are of the tenant's own making")
                    .done(),
            table("deletion_steps")
                    .holds(Kind.PLAIN, "tenant_id", "id", "job_id", "call_id", "kind", "place", "integration_id")
                    .holds(Kind.PLAIN, "sha256", "state", "attempts", "next_at", "last_error", "created_at")
                    .holds(Kind.PLAIN, "closed_at")
                    .holds(Kind.PERSONAL, "caller")
                    .ends(Fate.KEPT, "says that a copy is gone; the caller's number goes with the copy")
                    .done(),
            table("deletion_receipts")
                    .holds(Kind.PLAIN, "tenant_id", "seq", "job_id", "call_id", "body", "prev_hash", "hash", "key_id")
                    .holds(Kind.PLAIN, "signature")
                    .done(),
            table("audit_details")
                    .holds(Kind.PERSONAL, "detail")
                    .holds(Kind.SECRET, "salt")
                    .holds(Kind.PLAIN, "tenant_id", "seq")
                    .ends(Fate.OWN_RULE, "detail about a call goes with the call, salt and all")
                    .done(),
            table("idempotency_keys")
                    .holds(Kind.SECRET, "answer_sealed")
                    .holds(Kind.PLAIN, "id", "principal", "route", "key", "request_hash", "state", "fence")
                    .holds(Kind.PLAIN, "lease_until", "expires_at")
                    .ends(Fate.OWN_RULE, "a key is deleted when it has expired, its answer with it")
                    .done(),
            table("users")
                    .holds(Kind.PERSONAL, "email", "name")
                    .holds(Kind.SECRET, "password_hash")
                    .holds(Kind.PLAIN, "id", "internal_role", "disabled_at", "created_at")
                    .ends(
                            Fate.OWN_RULE,
                            "people are disabled by an administrator, and stay as authors of what they did")
                    .done(),
            table("sessions")
                    .holds(Kind.SECRET, "secret_hash")
                    .holds(Kind.PLAIN, "id", "user_id", "created_at", "seen_at", "expires_at", "ended_at")
                    .ends(Fate.OWN_RULE, "a session expires; it belongs to a person of the team or a client")
                    .done(),
            table("user_identities")
                    .holds(Kind.PERSONAL, "subject")
                    .holds(Kind.PLAIN, "issuer", "user_id")
                    .ends(Fate.OWN_RULE, "belongs to a person, and ends as people do")
                    .done());

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("tenants", "about companies"),
            Map.entry("memberships", "ids and roles only"),
            Map.entry("api_keys", "about programs; their secrets are hashed"),
            Map.entry("sign_in_budgets", "counts under hashes, for 30 days at most"),
            Map.entry("first_admin", "an id"),
            Map.entry("agents", "made by the team"),
            Map.entry("agent_versions", "made by the team"),
            Map.entry("agent_drafts", "made by the team"),
            Map.entry("phone_numbers", "the tenant's own numbers"),
            Map.entry("integrations", "the tenant's own systems; their secrets are sealed"),
            Map.entry("tools", "made by the team"),
            Map.entry("tool_endpoints", "made by the team"),
            Map.entry("tool_sources", "made by the team"),
            Map.entry("version_tools", "made by the team"),
            Map.entry("connectors", "about processes"),
            Map.entry("daily_kpis", "sums over a day"),
            Map.entry("kpi_days_due", "days to be summed"),
            Map.entry("prices", "what vendors charge"),
            Map.entry("deletion_jobs", "counts and hashes"),
            Map.entry("audit_events", "ids, and commitments instead of detail; kept to prove what was done"),
            Map.entry("audit_checkpoints", "numbers, hashes and signatures"),
            Map.entry("audit_heads", "where the chains end"),
            Map.entry("flyway_schema_history", "Flyway's own"));

    private DataMap() {}

    /** The tables with data of calls or people. */
    public static List<Table> tables() {
        return TABLES;
    }

    /** The places outside the database. */
    public static List<Place> places() {
        return PLACES;
    }

    /** The tables without such data, each with the reason. */
    public static Map<String, String> others() {
        return OTHERS;
    }

    private static Registration table(String name) {
        return new Registration(name);
    }

    private static final class Registration {
        private final String name;
        private final Map<String, Kind> columns = new LinkedHashMap<>();
        private @Nullable Fate fate;
        private String why = "";

        Registration(String name) {
            this.name = name;
        }

        Registration holds(Kind kind, String... names) {
            List<String> repeated = new ArrayList<>(List.of(names));
            repeated.retainAll(columns.keySet());
            if (!repeated.isEmpty()) {
                throw new IllegalStateException(name + " registers twice: " + repeated);
            }
            Stream.of(names).forEach(column -> columns.put(column, kind));
            return this;
        }

        /** Says that it is not the usual fate, and why. */
        Registration ends(Fate unusual, String reason) {
            fate = unusual;
            why = reason;
            return this;
        }

        Table done() {
            return new Table(name, columns, fate == null ? usualFate() : fate, why);
        }

        /** What belongs to a call and holds more than plain figures goes with its content. */
        private Fate usualFate() {
            boolean plain = columns.values().stream().allMatch(kind -> kind == Kind.PLAIN);
            if (plain) return Fate.KEPT;
            if (columns.containsKey("call_id")) return Fate.WITH_CALL;
            return Fate.OWN_RULE;
        }
    }
}
