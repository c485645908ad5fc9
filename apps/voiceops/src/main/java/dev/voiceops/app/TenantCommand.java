package dev.voiceops.app;

import dev.voiceops.contracts.Json;
import dev.voiceops.control.tenants.TenantDesk;
import dev.voiceops.store.Tenant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and lists tenants. */
@Command(name = "tenant", description = "Tenants: create, list.", mixinStandardHelpOptions = true)
final class TenantCommand {
    private static final int ALL = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "create", description = "Make a tenant.", mixinStandardHelpOptions = true)
    int create(
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "SLUG", description = "Its name in URLs: lower-case letters, digits and dashes.")
                    String slug,
            @Option(names = "--name", required = true, description = "Its name for people.") String name,
            @Option(names = "--time-zone", description = "Of its reports, for example Europe/Berlin (default: UTC).")
                    @Nullable
                    String timeZone,
            @Option(names = "--retention-days", description = "1 to 30 (default: 30).") @Nullable Integer retentionDays,
            @Option(names = "--max-live-calls", description = "Most calls at a time (default: no limit).") @Nullable
                    Integer maxLiveCalls) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> Shown.of(new TenantDesk(db)
                        .create(
                                OperatorOption.actor(),
                                new TenantDesk.NewTenant(slug, name, timeZone, retentionDays, maxLiveCalls))),
                made -> "Tenant " + made.slug() + " is made: " + made.id());
    }

    @Command(name = "list", description = "List the tenants.", mixinStandardHelpOptions = true)
    int list(@Mixin OperatorOption operator) {
        return operator.run(
                spec.commandLine().getOut(),
                db -> new TenantDesk(db)
                        .list(OperatorOption.actor(), null, ALL).stream()
                                .map(Shown::of)
                                .toList(),
                TenantCommand::table);
    }

    private static String table(List<Shown> tenants) {
        return tenants.stream()
                .map(tenant ->
                        "%s  %-20s %-10s %s".formatted(tenant.id(), tenant.slug(), tenant.state(), tenant.name()))
                .collect(Collectors.joining("\n"));
    }

    /** A tenant as {@code --json} prints it. */
    record Shown(String id, String slug, String name, String state) {
        static Shown of(Tenant tenant) {
            return new Shown(
                    tenant.id().toString(), tenant.slug(), tenant.name(), tenant.active() ? "active" : "suspended");
        }

        @Override
        public String toString() {
            return Json.write(this);
        }
    }
}
