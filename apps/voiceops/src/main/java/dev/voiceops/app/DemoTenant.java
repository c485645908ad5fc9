package dev.voiceops.app;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.TurnPolicy;
import dev.voiceops.store.Actor;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Agents;
import dev.voiceops.store.Db;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tenant a bare machine begins with: one agent that can use three tools of a mock n8n, one number, one client user.
 * Made once; a second start finds it.
 */
final class DemoTenant {
    static final String SLUG = "demo";
    /** A number of the block that is kept free for fiction. */
    static final String NUMBER = "+15550100200";

    static final String CLIENT_USER = "client@demo.example";

    private static final Actor SEED = Actor.service("voiceops");
    private static final Reason REASON = new Reason("make the demo tenant");

    private final Db db;

    DemoTenant(Db db) {
        this.db = db;
    }

    /**
     * Makes the tenant unless it is there.
     *
     * @param tools base URL of the n8n that serves the demo tools
     * @param token the credential it asks for
     */
    TenantId ensure(URI tools, Secret token) {
        return db.platform(REASON, SEED, tx -> Tenants.bySlug(tx, SLUG))
                .map(Tenant::id)
                .orElseGet(() -> make(tools, token));
    }

    private TenantId make(URI base, Secret token) {
        Tenant tenant = Tenant.named(SLUG, "Northwind Home (demo)");
        UserId user = UserId.create();
        db.platform(REASON, SEED, tx -> {
            Tenants.insert(tx, tenant);
            Tenants.letListen(tx, tenant.id(), true);
            Users.insert(tx, new Users.NewUser(user, CLIENT_USER, "Dana Client", null, null));
            return true;
        });
        db.tenant(tenant.id(), SEED, tx -> {
            Users.join(tx, user, Users.Role.CLIENT_VIEWER);
            IntegrationId n8n = IntegrationId.create();
            Integrations.save(tx, new Integration(n8n, "n8n", "Demo n8n", base.toString(), null), token);
            furnish(tx, n8n);
            return true;
        });
        return tenant.id();
    }

    private static void furnish(TenantTx tx, IntegrationId n8n) {
        List<Tool> tools = DemoTools.all();
        tools.forEach(tool -> Tools.insert(tx, tool, new Tool.Endpoint(n8n, "POST", "/" + tool.name(), "{}")));
        AgentId agent = AgentId.create();
        Agents.insert(tx, agent, "Order desk");
        AgentSnapshot snapshot = snapshot(tools, null);
        VersionId version = new VersionId(snapshot.id());
        List<ToolId> allowed = tools.stream().map(Tool::id).toList();
        Versions.insert(tx, agent, version, snapshot.canonical(), allowed);
        Agents.goLive(tx, agent, version);
        Numbers.insert(
                tx,
                new PhoneNumber(
                        NumberId.create(),
                        NUMBER,
                        agent,
                        null,
                        "All our people are on the phone. Please call again later."));
    }

    private static AgentSnapshot snapshot(List<Tool> tools, @Nullable String transferNumber) {
        return new AgentSnapshot(
                """
                You are the telephone agent of Northwind Home, a furniture shop. Be brief and friendly: one or two short \
                sentences a turn, no lists, no markup. Use the tools for anything about orders, customers and tickets; never \
                invent an order's state. Repeat order numbers digit by digit. When the caller is done, say goodbye and end \
                the call with end_call.""",
                "Hello, this is Northwind Home. How can I help you?",
                "Thank you for calling Northwind Home. Goodbye!",
                "en-US",
                new AgentSnapshot.Llm("gpt-4.1-mini", 0.3, null),
                new AgentSnapshot.Stt(AgentSnapshot.Stt.Engine.V1, "nova-3", 300, List.of("Northwind", "order")),
                new AgentSnapshot.Tts("coda", "astra"),
                TurnPolicy.defaults(),
                tools.stream().map(Tool::pinned).toList(),
                transferNumber,
                true);
    }
}
