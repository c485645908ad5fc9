package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditDamage;
import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.AuditVerifier;
import dev.voiceops.store.Database;
import dev.voiceops.store.TenantId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves the audit chains. */
@Command(name = "audit", description = "The audit chains: verify.", mixinStandardHelpOptions = true)
final class AuditCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "verify",
            description = {
                "Prove every audit chain, or one tenant's: each row against its hash, its predecessor, its detail and the signed",
                "checkpoints, while the platform runs. Names the first bad row of each chain. Exit code 1: a chain is damaged."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin SettingsOption settings,
            @Option(names = "--tenant", paramLabel = "UUID", description = "Only this tenant's chain.") @Nullable
                    UUID tenant,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        Config config = settings.load();
        AuditSigner signer = AuditSigner.of(new LocalSecrets(config).encryptionKeys());
        try (Database database = Databases.join(config)) {
            AuditVerifier verifier = new AuditVerifier(database.db(), OperatorOption.actor(), signer);
            long start = System.nanoTime();
            List<TenantId> chains = tenant == null ? verifier.chains() : List.of(new TenantId(tenant));
            List<Shown> shown =
                    chains.stream().map(verifier::verify).map(Shown::of).toList();
            Report report = Report.of(shown, System.nanoTime() - start);
            if (json) out.println(Json.write(report));
            else print(report, out);
            return report.holds() ? 0 : 1;
        } finally {
            out.flush();
        }
    }

    private static void print(Report report, PrintWriter out) {
        for (Shown chain : report.chains()) {
            String verdict = chain.badSeq() == null
                    ? "holds, signed up to row " + chain.sealedUpTo()
                    : "DAMAGED at row " + chain.badSeq() + ": " + chain.meaning();
            out.printf("%-36s  %8d rows read  %s%n", chain.chain(), chain.rows(), verdict);
        }
        out.printf("%d rows in %d ms", report.rows(), report.ms());
        // below that, the time is that of the first connection
        if (report.rows() >= 1_000) out.printf(": %d rows/s", report.rowsPerSecond());
        out.println();
    }

    /** What came out, in all. */
    record Report(boolean holds, List<Shown> chains, long rows, long ms, long rowsPerSecond) {
        static Report of(List<Shown> chains, long nanos) {
            long rows = chains.stream().mapToLong(Shown::rows).sum();
            return new Report(
                    chains.stream().allMatch(chain -> chain.badSeq() == null),
                    chains,
                    rows,
                    nanos / 1_000_000,
                    rows * 1_000_000_000L / Math.max(1, nanos));
        }
    }

    /**
     * One chain.
     *
     * @param chain the tenant's id, or {@code platform}
     * @param bare rows whose detail retention has deleted
     */
    record Shown(
            String chain,
            long rows,
            long bare,
            long sealedUpTo,
            @Nullable Long badSeq,
            @Nullable String damage,
            @Nullable String meaning) {
        static Shown of(AuditVerifier.Finding finding) {
            AuditDamage damage = finding.damage();
            String chain = finding.chain().equals(Audit.PLATFORM)
                    ? "platform"
                    : finding.chain().toString();
            return new Shown(
                    chain,
                    finding.rows(),
                    finding.bare(),
                    finding.sealedUpTo(),
                    damage == null ? null : damage.seq(),
                    damage == null ? null : damage.kind().name().toLowerCase(Locale.ROOT),
                    damage == null ? null : damage.kind().meaning());
        }
    }
}
