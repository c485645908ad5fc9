package dev.voiceops.bench;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.TurnPolicy;
import dev.voiceops.store.Agents;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Db;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import dev.voiceops.store.testing.Specimen;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tenants whose agents may place orders and look them up, and their calls. One thread. */
final class GatewayTenants {
    /** Changes something: asked once, or nobody knows. */
    static final String WRITE = "place-order";

    /** Only looks: may be asked again. */
    static final String READ = "order-status";

    private static final int IN_CALL = 25;
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"}},"
            + "\"required\":[\"order_id\"],\"additionalProperties\":false}";

    private final List<Specimen> tenants = new ArrayList<>();
    private int planted;
    private Place here;

    /** A call, and whose it is. */
    record Place(TenantId tenant, CallId call) {}

    /**
     * @param automation base URL that all of them have
     * @param limit of one execution
     */
    GatewayTenants(Db db, int count, URI automation, Duration limit) {
        for (int i = 0; i < count; i++) tenants.add(plant(db, automation, (int) limit.toMillis()));
        here = begin();
    }

    /** The call of the next tool call: after some of them another call begins, of another tenant. */
    Place next() {
        if (++planted % IN_CALL == 0) here = begin();
        return here;
    }

    List<TenantId> ids() {
        return tenants.stream().map(Specimen::tenant).toList();
    }

    private Place begin() {
        Specimen tenant = tenants.get(planted / IN_CALL % tenants.size());
        return new Place(tenant.tenant(), tenant.call());
    }

    private static Specimen plant(Db db, URI automation, int limitMs) {
        List<Tool> tools = Stream.of(tool(WRITE, ToolClass.WRITE, limitMs), tool(READ, ToolClass.READ, limitMs))
                .toList();
        AgentSnapshot snapshot = snapshot(tools);
        Specimen bare = Specimen.plant(db);
        VersionId version = new VersionId(snapshot.id());
        db.tenant(bare.tenant(), Specimen.TESTER, tx -> furnish(tx, bare, version, snapshot, tools, automation));
        return new Specimen(db, bare.tenant(), bare.agent(), version, bare.number());
    }

    private static boolean furnish(
            TenantTx tx, Specimen bare, VersionId version, AgentSnapshot snapshot, List<Tool> tools, URI automation) {
        Integration n8n = new Integration(IntegrationId.create(), "n8n", "n8n", automation + "/webhook", null);
        Integrations.save(tx, n8n, Secret.of("bench-n8n-secret"));
        for (Tool tool : tools) Tools.insert(tx, tool, new Tool.Endpoint(n8n.id(), "POST", "/" + tool.name(), "{}"));
        List<ToolId> allowed = tools.stream().map(Tool::id).toList();
        Versions.insert(tx, bare.agent(), version, snapshot.canonical(), allowed);
        Agents.goLive(tx, bare.agent(), version);
        return true;
    }

    private static Tool tool(String name, ToolClass toolClass, int limitMs) {
        int retries = toolClass == ToolClass.READ ? 2 : 0;
        return new Tool(
                ToolId.create(), name, name, toolClass, SCHEMA, null, limitMs, 0, null, retries, 1_000, 100_000, null);
    }

    private static AgentSnapshot snapshot(List<Tool> tools) {
        return new AgentSnapshot(
                "You take orders.",
                "Hello.",
                "Goodbye.",
                "en-US",
                new AgentSnapshot.Llm("gpt-4.1-mini", 0.3, null),
                new AgentSnapshot.Stt(AgentSnapshot.Stt.Engine.V1, "nova-3", 300, List.of()),
                new AgentSnapshot.Tts("mistv2", "cove"),
                TurnPolicy.defaults(),
                tools.stream().map(Tool::pinned).toList(),
                null,
                true);
    }
}
