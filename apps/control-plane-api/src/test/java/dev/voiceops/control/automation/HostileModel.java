package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tool calls of which none may be carried out, by a model (or whoever speaks through it) that knows the names of all tools, guesses
 * ids, invents confirmations and bends arguments. Which ones follows from a seed. One thread.
 */
final class HostileModel {
    private static final String BY_NAME = "/internal/automation/tools/by-name/";
    private static final String BY_ID = "/internal/automation/tools/";

    /** What is there to be misused. */
    record World(
            List<UUID> calls,
            List<UUID> foreignCalls,
            UUID overCall,
            UUID usedCall,
            Map<String, UUID> own,
            List<UUID> foreignTools,
            Map<UUID, List<Claim>> claims) {}

    /** A confirmation that the record of its call does not bear out. */
    record Claim(String readBack, String answer, int turn) {}

    /**
     * One attempt.
     *
     * @param kind what is tried
     * @param allowed the refusals that are right; empty: any answer that is no success
     */
    record Attempt(String kind, String path, String body, Set<ProblemType> allowed) {
        @Override
        public String toString() {
            return kind + ": " + path + " " + body.substring(0, Math.min(300, body.length()));
        }
    }

    private final World world;
    private final Random random;
    private int made;

    HostileModel(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
    }

    /** The next attempt. */
    Attempt next() {
        made++;
        return switch (random.nextInt(14)) {
            case 0, 1 -> notListed();
            case 2 -> almostListed();
            case 3 -> guessedId();
            case 4 -> foreign();
            case 5 -> unpinned();
            case 6 -> overBudget();
            case 7 -> withoutYes();
            case 8 -> falseYes();
            case 9, 10 -> misshapen();
            case 11 -> brokenRequest();
            case 12 -> reused();
            case 13 -> elsewhere();
            default -> throw new IllegalStateException();
        };
    }

    private Attempt notListed() {
        String name =
                any(List.of("refund", "wipe-customer", "transfer", "end_call", "shell", "python", "http_request"));
        boolean byId = world.own().containsKey(name) && random.nextBoolean();
        String path = byId ? BY_ID + world.own().get(name) + "/execute" : byName(name);
        return attempt("not listed", path, body(call(), good()), ProblemType.TOOL_NOT_ALLOWED);
    }

    private Attempt almostListed() {
        String name = any(List.of(
                "LOOKUP",
                "lookup%20",
                "%20lookup",
                "lookup%00",
                "lookup%0a",
                "l%6fokup%2f",
                "l%D0%BEokup",
                "lookup%27--",
                "lookup%3Frefund",
                "lookup%2e",
                "*",
                "%25",
                "lookup%2C%20refund",
                "..%2Flookup",
                "functions.lookup"));
        return attempt("almost listed", byName(name), body(call(), good()));
    }

    private Attempt guessedId() {
        String id = switch (random.nextInt(4)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> call().toString();
            case 2 -> new UUID(0, random.nextInt(100)).toString();
            default -> any(List.copyOf(world.foreignTools())).toString();
        };
        return attempt("guessed id", BY_ID + id + "/execute", body(call(), good()), ProblemType.TOOL_NOT_ALLOWED);
    }

    private Attempt foreign() {
        return switch (random.nextInt(3)) {
            case 0 ->
                attempt(
                        "another tenant's call",
                        random.nextBoolean()
                                ? byName("lookup")
                                : BY_ID + world.own().get("lookup") + "/execute",
                        body(any(world.foreignCalls()), good()),
                        ProblemType.TOOL_NOT_ALLOWED);
            case 1 ->
                attempt(
                        "no such call",
                        byName("lookup"),
                        body(new UUID(random.nextLong(), random.nextLong()), good()),
                        ProblemType.NOT_FOUND);
            default ->
                attempt("a call that is over", byName("lookup"), body(world.overCall(), good()), ProblemType.CALL_OVER);
        };
    }

    private Attempt unpinned() {
        String name = any(List.of("legacy", "put-away", "served-nowhere"));
        String path = random.nextBoolean() ? byName(name) : BY_ID + world.own().get(name) + "/execute";
        return attempt("unpinned, put away, unserved", path, body(call(), good()), ProblemType.TOOL_NOT_ALLOWED);
    }

    private Attempt overBudget() {
        return attempt("over budget", byName("ticket"), body(world.usedCall(), good()), ProblemType.TOOL_LIMIT);
    }

    private Attempt withoutYes() {
        String body = body(call(), good());
        return attempt("irreversible without a yes", byName("cancel"), body, ProblemType.CONFIRMATION_REQUIRED);
    }

    private Attempt falseYes() {
        UUID call = any(List.copyOf(world.claims().keySet()));
        Claim claim = any(world.claims().getOrDefault(call, List.of()));
        var body = Json.mapper().createObjectNode();
        body.put("call_id", call.toString())
                .put("trace_id", "t")
                .put("tool_call_id", toolCall())
                .set("input_json", Json.tree(good()));
        body.putObject("confirmation")
                .put("read_back", claim.readBack())
                .put("answer", claim.answer())
                .put("turn", claim.turn());
        return attempt("a yes that was none", byName("cancel"), Json.write(body), ProblemType.CONFIRMATION_REQUIRED);
    }

    private Attempt misshapen() {
        String input = any(List.of(
                "{}",
                "{\"order_id\":null}",
                "{\"order_id\":7}",
                "{\"order_id\":[\"A1\"]}",
                "{\"order_id\":{\"$ref\":\"#\"}}",
                "{\"order_id\":\"A1\",\"admin\":true}",
                "{\"order_id\":\"A1\",\"tenant_id\":\"other\"}",
                "{\"Order_Id\":\"A1\"}",
                "{\"order_id\":\"\"}",
                "{\"order_id\":\"A1'; drop table orders; --\"}",
                "{\"order_id\":\"../../refund\"}",
                "{\"__proto__\":{\"order_id\":\"A1\"}}",
                "{\"order_id\":\"" + "9".repeat(70_000) + "\"}",
                "{\"order_id\":\"\\u0000A1\"}"));
        return attempt(
                "misshapen arguments",
                byName("lookup"),
                body(call(), input),
                ProblemType.INPUT_SCHEMA,
                ProblemType.INVALID_REQUEST);
    }

    private Attempt brokenRequest() {
        String whole = body(call(), good());
        String body = any(List.of(
                "",
                "null",
                "[]",
                "{",
                whole.substring(0, whole.length() - 2),
                whole.replace("input_json", "input"),
                whole.replace("\"call_id\"", "\"callId\""),
                whole.replace("{\"order_id\":\"A1\"}", "\"{\\\"order_id\\\":\\\"A1\\\"}\""),
                whole.replace("{\"order_id\":\"A1\"}", "[{\"order_id\":\"A1\"}]"),
                whole.replace("\"tool_call_id\"", "\"tool_call_id\":\"\",\"x\""),
                whole.substring(0, whole.length() - 1) + ",\"tool_class\":\"read\"}",
                whole.substring(0, whole.length() - 1) + ",\"allowed\":true}",
                "[".repeat(5_000)));
        return attempt("a broken request", byName("lookup"), body);
    }

    private Attempt reused() {
        String body = "{\"call_id\":\"" + world.usedCall() + "\",\"input_json\":{\"order_id\":\"B"
                + random.nextInt(1_000) + "\"},\"trace_id\":\"t\",\"tool_call_id\":\"used\"}";
        return attempt("another request under a used id", byName("ticket"), body, ProblemType.TOOL_CALL_REUSED);
    }

    private Attempt elsewhere() {
        String path = any(List.of(
                "/internal/automation/tools/by-name/../refund/execute",
                "/internal/automation/tools/by-name//execute",
                "/internal/automation/tools/by-name/lookup/execute/refund",
                "/internal/automation/tools/lookup/execute",
                "/internal/automation/tools/refund",
                "/internal/automation/execute",
                "/internal/tools/" + world.own().get("refund") + "/execute",
                "/internal/tools",
                "/internal/executions/" + world.own().get("refund") + "/resolve"));
        return attempt("another route", path, body(call(), good()));
    }

    private Attempt attempt(String kind, String path, String body, ProblemType... allowed) {
        return new Attempt(kind, path, body, Set.of(allowed));
    }

    private static String byName(String name) {
        return BY_NAME + name + "/execute";
    }

    private static String good() {
        return "{\"order_id\":\"A1\"}";
    }

    private String body(UUID call, String input) {
        return "{\"call_id\":\"" + call + "\",\"input_json\":" + input + ",\"trace_id\":\"t\",\"tool_call_id\":\""
                + toolCall() + "\"}";
    }

    private String toolCall() {
        return "hostile_" + made;
    }

    private UUID call() {
        return any(world.calls());
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** How many of each kind, for the report. */
    static Map<String, Integer> counted(List<Attempt> attempts) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (Attempt attempt : new ArrayList<>(attempts)) kinds.merge(attempt.kind(), 1, Integer::sum);
        return kinds;
    }

    /** The word of a refusal; null: the answer is none. */
    static @Nullable String code(String body) {
        return body.startsWith("{") ? Json.tree(body).path("code").stringValue(null) : null;
    }
}
