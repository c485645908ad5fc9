package dev.voiceops.app;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.control.agents.AgentDesk;
import dev.voiceops.control.agents.Publishing;
import dev.voiceops.control.tenants.TenantDesk;
import dev.voiceops.store.Agent;
import dev.voiceops.store.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Publishes and lists agents. */
@Command(name = "agent", description = "Agents: create, list, publish.", mixinStandardHelpOptions = true)
final class AgentCommand {
    private final AgentDesk desk = new AgentDesk();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "create", description = "Make an agent.", mixinStandardHelpOptions = true)
    int create(
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "NAME", description = "Its name for people.") String name,
            @Option(names = "--tenant", required = true, description = "Slug or id of the tenant.") String tenant) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> {
                    TenantId id = new TenantDesk(db)
                            .named(OperatorOption.actor(), tenant)
                            .id();
                    return Shown.of(db.tenant(id, OperatorOption.actor(), tx -> desk.create(tx, name)));
                },
                made -> "Agent " + made.name() + " is made: " + made.id());
    }

    @Command(name = "list", description = "List the agents of a tenant.", mixinStandardHelpOptions = true)
    int list(
            @Mixin OperatorOption operator,
            @Option(names = "--tenant", required = true, description = "Slug or id of the tenant.") String tenant) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> {
                    TenantId id = new TenantDesk(db)
                            .named(OperatorOption.actor(), tenant)
                            .id();
                    return db.tenant(id, OperatorOption.actor(), desk::list).stream()
                            .map(Shown::of)
                            .toList();
                },
                agents -> agents.stream()
                        .map(agent -> "%s  %-10s %s".formatted(agent.id(), agent.state(), agent.name()))
                        .collect(Collectors.joining("\n")));
    }

    @Command(
            name = "publish",
            description = "Publish the draft of an agent: new calls get it. Exit code 1 lists what is wrong with it.",
            mixinStandardHelpOptions = true)
    int publish(
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "AGENT", description = "Its name or id.") String agent,
            @Option(names = "--tenant", required = true, description = "Slug or id of the tenant.") String tenant,
            @Option(names = "--draft", paramLabel = "FILE", description = "Save this JSON file as the draft first.")
                    @Nullable
                    Path draft,
            @Option(names = "--note", description = "What there is to say about the version.", defaultValue = "")
                    String note) {
        JsonNode body = draft == null ? null : read(draft);
        return operator.run(
                spec.commandLine().getOut(),
                db -> {
                    TenantId id = new TenantDesk(db)
                            .named(OperatorOption.actor(), tenant)
                            .id();
                    return Version.of(db.tenant(
                            id,
                            OperatorOption.actor(),
                            tx -> desk.publish(tx, desk.named(tx, agent).id(), body, note)));
                },
                version -> (version.fresh() ? "Published as version " : "This was version ") + version.number()
                        + " and is live: " + version.id());
    }

    private static JsonNode read(Path file) {
        try {
            return Json.tree(Files.readString(file));
        } catch (IOException e) {
            throw new StartupException("the draft " + file + " cannot be read", e);
        } catch (ContractViolation e) {
            throw new StartupException("the draft " + file + " is not JSON: " + e.getMessage(), e);
        }
    }

    /** An agent as {@code --json} prints it. */
    record Shown(
            String id, String name, String state, @Nullable String liveVersionId) {
        static Shown of(Agent agent) {
            return new Shown(
                    agent.id().toString(),
                    agent.name(),
                    agent.active() ? "active" : "archived",
                    agent.liveVersion() == null ? null : agent.liveVersion().value());
        }
    }

    /** A publication as {@code --json} prints it. */
    record Version(String id, String agentId, int number, boolean fresh) {
        static Version of(Publishing.Published published) {
            return new Version(
                    published.version().id().value(),
                    published.version().agent().toString(),
                    published.version().number(),
                    published.fresh());
        }
    }
}
