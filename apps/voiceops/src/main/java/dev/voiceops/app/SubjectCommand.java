package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.contracts.Json;
import dev.voiceops.control.subjects.SubjectDesk;
import dev.voiceops.evidence.Packs;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Tenants;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A caller's rights: a copy of the data, and its erasure. */
@Command(name = "subject", description = "A caller's data: export, erase.", mixinStandardHelpOptions = true)
final class SubjectCommand {
    private static final Reason FIND = new Reason("find the tenant of a caller");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "export",
            description = "Pack all that a tenant has of a caller into one signed file. It is audited.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin SettingsOption settings,
            @Parameters(paramLabel = "NUMBER", description = "The caller's number, E.164.") String number,
            @Option(names = "--tenant", paramLabel = "SLUG", required = true, description = "Whose caller.")
                    String slug,
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to; must not exist.")
                    Path file,
            @Option(names = "--sound", description = "With the recordings, not only their hashes.") boolean sound)
            throws IOException {
        SubjectDesk.checked(number);
        Config config = settings.load();
        try (Database database = Databases.join(config)) {
            Packs packs = EvidenceCommand.packs(config, new LocalSecrets(config));
            Packs.Prepared prepared =
                    packs.subject(PackFile.door(database.db(), tenant(database.db(), slug)), number, sound);
            PackFile.write(packs, prepared, file);
            spec.commandLine().getOut().println(prepared.calls() + " calls are in " + file);
        }
        return 0;
    }

    @Command(
            name = "erase",
            description = {
                "Erase the content of a caller's calls; what legal holds protect stays and is named. Without --yes it"
                        + " says only",
                "what would happen. It is audited, without the number."
            },
            mixinStandardHelpOptions = true)
    int erase(
            @Mixin SettingsOption settings,
            @Parameters(paramLabel = "NUMBER", description = "The caller's number, E.164.") String number,
            @Option(names = "--tenant", paramLabel = "SLUG", required = true, description = "Whose caller.")
                    String slug,
            @Option(names = "--yes", description = "Do it.") boolean yes,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        SubjectDesk.checked(number);
        Config config = settings.load();
        try (Database database = Databases.join(config)) {
            TenantId tenant = tenant(database.db(), slug);
            SubjectDesk desk = new SubjectDesk(database.db(), new LocalSecrets(config).signingKey());
            SubjectDesk.Erasure erasure = yes
                    ? desk.erase(OperatorOption.actor(), tenant, number)
                    : desk.outlook(OperatorOption.actor(), tenant, number);
            spec.commandLine().getOut().println(json ? Json.write(erasure) : told(erasure));
        }
        return 0;
    }

    private static String told(SubjectDesk.Erasure erasure) {
        String done = erasure.jobId() == null
                ? erasure.erased() + " calls would be erased; say --yes to do it."
                : erasure.erased() + " calls are erased, run " + erasure.jobId() + "; " + erasure.openCopies()
                        + " copies outside the database are on their way.";
        String held = erasure.held() == 0 ? "" : "\n" + erasure.held() + " stay under legal holds: " + erasure.holds();
        String live = erasure.live() == 0 ? "" : "\n" + erasure.live() + " have not ended yet; ask again later.";
        return done + held + live;
    }

    private static TenantId tenant(Db db, String slug) {
        return db.platform(FIND, OperatorOption.actor(), tx -> Tenants.bySlug(tx, slug))
                .map(Tenant::id)
                .orElseThrow(() -> new StartupException("there is no tenant " + slug));
    }
}
