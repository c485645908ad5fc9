package dev.voiceops.app;

import dev.voiceops.control.agents.AgentDesk;
import dev.voiceops.control.numbers.NumberDesk;
import dev.voiceops.control.tenants.TenantDesk;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.store.TenantId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Routes and lists phone numbers. */
@Command(name = "number", description = "Phone numbers: assign, list.", mixinStandardHelpOptions = true)
final class NumberCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "assign",
            description = "Have an agent answer a number; it is added to the tenant when it is new.",
            mixinStandardHelpOptions = true)
    int assign(
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "E164", description = "The number, for example +15550100200.") String number,
            @Option(names = "--tenant", required = true, description = "Slug or id of the tenant.") String tenant,
            @Option(names = "--agent", required = true, description = "Name or id of the agent.") String agent) {
        AgentDesk agents = new AgentDesk();
        return operator.run(
                spec.commandLine().getOut(),
                db -> {
                    TenantId id = new TenantDesk(db)
                            .named(OperatorOption.actor(), tenant)
                            .id();
                    return Shown.of(db.tenant(
                            id,
                            OperatorOption.actor(),
                            tx -> NumberDesk.assign(
                                    tx, number, agents.named(tx, agent).id())));
                },
                assigned -> assigned.e164() + " is answered by " + assigned.agentId());
    }

    @Command(name = "list", description = "List the numbers of a tenant.", mixinStandardHelpOptions = true)
    int list(
            @Mixin OperatorOption operator,
            @Option(names = "--tenant", required = true, description = "Slug or id of the tenant.") String tenant) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> {
                    TenantId id = new TenantDesk(db)
                            .named(OperatorOption.actor(), tenant)
                            .id();
                    return db.tenant(id, OperatorOption.actor(), Numbers::list).stream()
                            .map(Shown::of)
                            .toList();
                },
                numbers -> numbers.stream()
                        .map(one -> "%-16s %s".formatted(one.e164(), one.agentId() == null ? "-" : one.agentId()))
                        .collect(Collectors.joining("\n")));
    }

    /** A number as {@code --json} prints it. */
    record Shown(String id, String e164, @Nullable String agentId) {
        static Shown of(PhoneNumber number) {
            return new Shown(
                    number.id().toString(),
                    number.e164(),
                    number.agent() == null ? null : number.agent().toString());
        }
    }
}
