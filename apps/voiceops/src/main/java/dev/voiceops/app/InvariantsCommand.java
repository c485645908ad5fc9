package dev.voiceops.app;

import dev.voiceops.store.Database;
import dev.voiceops.worker.watchdog.Watchdog;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks over history what must hold of every call. */
@Command(name = "invariants", description = "Invariants: check.", mixinStandardHelpOptions = true)
final class InvariantsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "check",
            description =
                    "Check the record of every call; what does not hold becomes an incident. Exits with 1 if anything"
                            + " was found.",
            mixinStandardHelpOptions = true)
    int check(
            @Mixin SettingsOption settings,
            @Option(names = "--tenant", description = "Slug of the tenant (default: all).") @Nullable String tenant,
            @Option(names = "--call", description = "Only this call.") @Nullable UUID call) {
        var out = spec.commandLine().getOut();
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger found = new AtomicInteger();
        try (Database database = Databases.join(settings.load())) {
            Watchdog watchdog = new Watchdog(database.db(), InstantSource.system());
            new AllCalls(database.db()).each(tenant, call, (owner, each) -> {
                calls.incrementAndGet();
                watchdog.look(owner, each).forEach(finding -> {
                    found.incrementAndGet();
                    out.printf(
                            "call %s: %s %s at second %s %s%n",
                            each, finding.invariant(), finding.place(), finding.second(), finding.details());
                });
            });
        }
        out.println(calls + " calls checked, " + found + " findings.");
        return found.get() == 0 ? 0 : 1;
    }
}
