package dev.voiceops.app;

import dev.voiceops.control.tenants.TenantDesk;
import dev.voiceops.store.Db;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets a tenant's automation up: the demo tools, and what the gateway shows at its n8n. */
@Command(
        name = "automation",
        description = "Automation of a tenant: provision (the demo tools), token (for its n8n).",
        mixinStandardHelpOptions = true)
final class AutomationCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "provision",
            description =
                    "Give a tenant the three demo tools, served by its n8n (automation/n8n has the workflows). What is there stays.",
            mixinStandardHelpOptions = true)
    int provision(
            @Mixin OperatorOption operator,
            @Option(names = "--tenant", defaultValue = DemoTenant.SLUG, description = "Slug or id (default: demo).")
                    String tenant,
            @Option(names = "--integration", description = "Name or id of its n8n (default: the only one).") @Nullable
                    String integration) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> inTenant(db, tenant, tx -> AutomationSetup.provision(tx, integration)),
                tools -> told(tools)
                        + "\nAgents may use them when a version that names them is published (voiceops agent publish).");
    }

    @Command(
            name = "token",
            description = {
                "Make a new token and signing key with which the gateway shows itself at a tenant's n8n, and print them this once.",
                "Until n8n has them, the tools that it serves are refused there."
            },
            mixinStandardHelpOptions = true)
    int token(
            @Mixin OperatorOption operator,
            @Option(names = "--tenant", required = true, description = "Slug or id of the tenant.") String tenant,
            @Option(names = "--integration", description = "Name or id of its n8n (default: the only one).") @Nullable
                    String integration) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> inTenant(db, tenant, tx -> AutomationSetup.renew(tx, integration)),
                made -> """
                        In n8n make a header-auth credential: name %s, value %s
                        and a crypto credential with the HMAC secret: %s
                        Choose them in the nodes "Webhook" and "Sign it ourselves" of the workflows. They are not shown again.""".formatted(made.header(), made.value(), made.signingKey()));
    }

    private static <R> R inTenant(Db db, String tenant, Function<TenantTx, R> work) {
        TenantId id = new TenantDesk(db).named(OperatorOption.actor(), tenant).id();
        return db.tenant(id, OperatorOption.actor(), work::apply);
    }

    private static String told(List<AutomationSetup.Provisioned> tools) {
        return tools.stream()
                .map(tool -> "%-16s %-6s %s".formatted(tool.name(), tool.fresh() ? "made" : "kept", tool.url()))
                .collect(Collectors.joining("\n"));
    }
}
