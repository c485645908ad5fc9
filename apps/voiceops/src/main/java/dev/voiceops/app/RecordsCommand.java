package dev.voiceops.app;

import dev.voiceops.store.Database;
import dev.voiceops.store.Kpis;
import dev.voiceops.store.Projections;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Work;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes anew what is derived of the logs of calls. */
@Command(name = "records", description = "Records: rebuild.", mixinStandardHelpOptions = true)
final class RecordsCommand {
    private static final int DAYS = 200;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "rebuild",
            description =
                    "Derive endings, metrics, costs and KPIs anew from the logs of calls. Changes nothing where all is"
                            + " well. Calls whose content is deleted keep what was derived of them, so that KPIs stay.",
            mixinStandardHelpOptions = true)
    int rebuild(
            @Mixin SettingsOption settings,
            @Option(names = "--tenant", description = "Slug of the tenant (default: all).") @Nullable String tenant,
            @Option(names = "--call", description = "Only this call.") @Nullable UUID call) {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger changed = new AtomicInteger();
        try (Database database = Databases.join(settings.load())) {
            List<TenantId> tenants = new AllCalls(database.db()).each(tenant, call, (owner, each) -> {
                calls.incrementAndGet();
                boolean news = database.db().tenant(owner, AllCalls.ACTOR, Work.repeatable(tx -> {
                    boolean restored = Projections.restoreEnding(tx, each);
                    return Projections.project(tx, each) || restored;
                }));
                if (news) changed.incrementAndGet();
            });
            tenants.forEach(owner -> count(database, owner, call == null));
        }
        spec.commandLine()
                .getOut()
                .println(calls + " calls gone through, " + changed + " changed; their days are counted.");
        return 0;
    }

    private static void count(Database database, TenantId tenant, boolean all) {
        if (all) {
            database.db().tenant(tenant, AllCalls.ACTOR, Work.repeatable(Kpis::recountAll));
        }
        int counted;
        do {
            counted = database.db().tenant(tenant, AllCalls.ACTOR, Work.repeatable(tx -> Kpis.count(tx, DAYS)));
        } while (counted == DAYS);
    }
}
