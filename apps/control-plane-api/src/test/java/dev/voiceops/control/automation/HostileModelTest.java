package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.control.automation.HostileModel.Attempt;
import dev.voiceops.control.automation.HostileModel.Claim;
import dev.voiceops.store.Agents;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Forbidden tool calls, many of them and at once, against the real gateway: none takes effect. {@code -Dhostile.calls=5000} for all. */
class HostileModelTest {
    private static final int ATTEMPTS = Integer.getInteger("hostile.calls", 1_000);
    private static final String INPUT = "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\","
            + "\"pattern\":\"^[A-Z][0-9]{1,8}$\"}},\"required\":[\"order_id\"],\"additionalProperties\":false}";
    private static final String QUESTION = "Shall I cancel order A1 for good?";

    private final List<Tool> tools = new ArrayList<>();

    @Test
    void nothing_a_hostile_model_asks_for_takes_effect() throws Exception {
        try (ControlPlaneUnderTest role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
                FakeAutomation automation = new FakeAutomation()) {
            Specimen acme =
                    tenant(role, automation, List.of("lookup", "ticket", "cancel", "put-away", "served-nowhere"));
            List<Tool> own = List.copyOf(tools);
            Specimen other = tenant(role, automation, List.of());
            List<UUID> foreignTools = tools.subList(own.size(), tools.size()).stream()
                    .map(tool -> tool.id().value())
                    .toList();
            HostileModel.World world = world(role, acme, other, own, foreignTools);
            spendTheBudget(role, world.usedCall());
            int lawful = automation.asked.size();
            List<Attempt> attempts = Stream.generate(new HostileModel(world, 2026)::next)
                    .limit(ATTEMPTS)
                    .toList();

            List<String> wrong = ask(role, attempts);

            System.out.println("forbidden tool calls: " + attempts.size() + " " + HostileModel.counted(attempts)
                    + ", effects: " + (automation.asked.size() - lawful));
            assertThat(wrong).isEmpty();
            assertThat(lawful).isEqualTo(1);
            assertThat(automation.asked).hasSize(lawful);
            assertThat(executions(role, acme)).isEqualTo(1);
            assertThat(executions(role, other)).isZero();
        }
    }

    private static List<String> ask(ControlPlaneUnderTest role, List<Attempt> attempts) throws Exception {
        Semaphore atOnce = new Semaphore(24);
        List<String> wrong = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (Attempt attempt : attempts) {
                atOnce.acquire();
                answers.add(threads.submit(() -> {
                    try {
                        return role.ask(attempt.path(), attempt.body());
                    } finally {
                        atOnce.release();
                    }
                }));
            }
            for (int i = 0; i < attempts.size(); i++) {
                HttpResponse<String> answer = answers.get(i).get();
                if (!isRefused(attempts.get(i), answer)) {
                    wrong.add(attempts.get(i) + " -> " + answer.statusCode() + " " + answer.body());
                }
            }
        }
        return wrong;
    }

    /** Refused, as it should be, and not by a fault of ours. */
    private static boolean isRefused(Attempt attempt, HttpResponse<String> answer) {
        if (answer.statusCode() < 400 || answer.statusCode() >= 500) return false;
        if (attempt.allowed().isEmpty()) return true;
        String code = HostileModel.code(answer.body());
        return attempt.allowed().stream().anyMatch(type -> type.code().equals(code));
    }

    private static void spendTheBudget(ControlPlaneUnderTest role, UUID call) {
        String body = "{\"call_id\":\"" + call
                + "\",\"input_json\":{\"order_id\":\"A1\"},\"trace_id\":\"t\",\"tool_call_id\":\"used\"}";
        ToolOutcome outcome = role.ask("/internal/automation/tools/by-name/ticket/execute", body, ToolOutcome.class);
        assertThat(outcome.status()).isEqualTo(ToolOutcome.Status.SUCCEEDED);
    }

    private HostileModel.World world(
            ControlPlaneUnderTest role, Specimen acme, Specimen other, List<Tool> own, List<UUID> foreignTools) {
        Map<String, UUID> ids = new HashMap<>();
        own.forEach(tool -> ids.put(tool.name(), tool.id().value()));
        List<UUID> calls = Stream.generate(() -> acme.call().value()).limit(40).toList();
        List<UUID> foreign =
                Stream.generate(() -> other.call().value()).limit(10).toList();
        CallId over = acme.call();
        role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> Calls.end(tx, over, hungUp()));
        return new HostileModel.World(
                calls, foreign, over.value(), acme.call().value(), ids, foreignTools, claims(acme));
    }

    private static Call.End hungUp() {
        return new Call.End(EndReason.CALLER_HANGUP, Outcome.ABANDONED, Call.Witness.CARRIER, Instant.now(), null);
    }

    /** What callers did say, and what a model might make of it. */
    private static Map<UUID, List<Claim>> claims(Specimen acme) {
        Map<UUID, List<Claim>> claims = new HashMap<>();
        claims.put(
                SpokenCall.begin(acme)
                        .agent(1, QUESTION)
                        .caller(2, "No, please don't.")
                        .id()
                        .value(),
                List.of(new Claim(QUESTION, "No, please don't.", 2)));
        claims.put(
                SpokenCall.begin(acme)
                        .agent(1, QUESTION)
                        .caller(2, "Yes, but not today.")
                        .id()
                        .value(),
                List.of(new Claim(QUESTION, "Yes, but not today.", 2)));
        claims.put(
                SpokenCall.begin(acme)
                        .agent(1, "Are you still there?")
                        .caller(2, "Yes.")
                        .id()
                        .value(),
                List.of(new Claim(QUESTION, "Yes.", 2), new Claim("Are you still there?", "Yes.", 2)));
        claims.put(
                SpokenCall.begin(acme)
                        .agent(1, "Shall I cancel order B2 for good?")
                        .caller(2, "Yes.")
                        .id()
                        .value(),
                List.of(new Claim("Shall I cancel order B2 for good?", "Yes.", 2), new Claim(QUESTION, "Yes.", 2)));
        claims.put(
                SpokenCall.begin(acme)
                        .agent(1, QUESTION, "Shall I cancel")
                        .caller(2, "Yes.")
                        .id()
                        .value(),
                List.of(new Claim(QUESTION, "Yes.", 2), new Claim("Shall I cancel", "Yes.", 2)));
        claims.put(
                SpokenCall.begin(acme)
                        .agent(1, QUESTION)
                        .caller(2, "Yes.")
                        .agent(2, "I will.")
                        .caller(3, "Stop!")
                        .id()
                        .value(),
                List.of(new Claim(QUESTION, "Yes.", 2), new Claim(QUESTION, "Stop!", 3)));
        return claims;
    }

    private static int executions(ControlPlaneUnderTest role, Specimen tenant) {
        var all = new ToolExecutions.Filter(null, null, null, false, null);
        return role.db()
                .tenant(tenant.tenant(), Specimen.TESTER, tx -> ToolExecutions.list(tx, all, 10))
                .size();
    }

    private Specimen tenant(ControlPlaneUnderTest role, FakeAutomation automation, List<String> allowed) {
        List<Tool> mine = Stream.of("lookup", "ticket", "cancel", "put-away", "served-nowhere", "legacy", "refund")
                .map(HostileModelTest::tool)
                .toList();
        tools.addAll(mine);
        List<Tool> pinned =
                mine.stream().filter(tool -> allowed.contains(tool.name())).toList();
        AgentSnapshot now = snapshot(pinned);
        AgentSnapshot before = snapshot(mine);
        Specimen bare = Specimen.plant(role.db());
        VersionId live = new VersionId(now.id());
        role.db().tenant(bare.tenant(), Specimen.TESTER, tx -> {
            Integration n8n = new Integration(IntegrationId.create(), "n8n", "n8n", automation.url(), null);
            Integrations.save(tx, n8n, Secret.of("n8n-secret"));
            for (Tool tool : mine) {
                Tools.insert(tx, tool);
                if (tool.name().equals("served-nowhere")) continue;
                Tools.serve(tx, tool.id(), new Tool.Endpoint(n8n.id(), "POST", "/order-status", "{}"));
            }
            Versions.insert(tx, bare.agent(), new VersionId(before.id()), before.canonical(), ids(mine));
            if (!live.value().equals(before.id())) {
                Versions.insert(tx, bare.agent(), live, now.canonical(), ids(pinned));
            }
            Agents.goLive(tx, bare.agent(), live);
            mine.stream().filter(tool -> tool.name().equals("put-away")).forEach(tool -> Tools.archive(tx, tool.id()));
            return live;
        });
        return new Specimen(role.db(), bare.tenant(), bare.agent(), live, bare.number());
    }

    private static List<ToolId> ids(List<Tool> tools) {
        return tools.stream().map(Tool::id).toList();
    }

    private static AgentSnapshot snapshot(List<Tool> tools) {
        return SampleAgent.snapshot(tools.stream().map(Tool::pinned).toList(), null);
    }

    private static Tool tool(String name) {
        ToolClass toolClass = switch (name) {
            case "ticket" -> ToolClass.WRITE;
            case "cancel", "refund" -> ToolClass.IRREVERSIBLE;
            default -> ToolClass.READ;
        };
        int perCall = name.equals("ticket") ? 1 : 1_000;
        return new Tool(
                ToolId.create(), name, name, toolClass, INPUT, null, 8_000, 500, null, 0, perCall, 100_000, null);
    }
}
