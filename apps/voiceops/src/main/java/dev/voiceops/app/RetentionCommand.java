package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.DataMap;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.JobId;
import dev.voiceops.store.Reason;
import dev.voiceops.store.ReceiptVerifier;
import dev.voiceops.store.RetentionOutlook;
import dev.voiceops.store.Tenant;
import dev.voiceops.store.Tenants;
import dev.voiceops.worker.retention.Reconciliation;
import dev.voiceops.worker.retention.RetentionRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Retention by hand, and the proof of what it deleted. */
@Command(name = "retention", description = "Retention: run, verify, map.", mixinStandardHelpOptions = true)
final class RetentionCommand {
    private static final Reason BY_HAND = new Reason("retention from the command line");
    private static final String PER_TENANT = "Slug of the tenant (default: all).";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "run",
            description = {
                "Delete what is past its retention and what is kept of it elsewhere, whether the platform is up or not; audited. What a",
                "vendor refuses is tried again by the platform. Exit code 1: something past its retention is still there."
            },
            mixinStandardHelpOptions = true)
    int run(
            @Mixin SettingsOption settings,
            @Option(names = "--tenant", description = PER_TENANT) @Nullable String slug,
            @Option(names = "--dry-run", description = "Only tell what would be deleted, and what holds keep.")
                    boolean dryRun,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        Config config = settings.load();
        LocalSecrets secrets = new LocalSecrets(config);
        try (Database database = Databases.join(config)) {
            Db db = database.db();
            List<Tenant> tenants = tenants(db, slug);
            if (dryRun) return rehearse(db, tenants, json, out);
            Assembly assembly = new Assembly(config, secrets, VendorPlan.of(config, secrets), db);
            try (Assembly.RetentionHand hand = assembly.retention(OperatorOption.actor())) {
                return delete(db, tenants, hand.run(), json, out);
            }
        } finally {
            out.flush();
        }
    }

    private static int rehearse(Db db, List<Tenant> tenants, boolean json, PrintWriter out) {
        Map<String, RetentionOutlook> outlooks = new LinkedHashMap<>();
        tenants.forEach(tenant -> outlooks.put(tenant.slug(), db.tenant(tenant.id(), actor(), RetentionOutlook::of)));
        if (json) out.println(Json.write(outlooks));
        else outlooks.forEach((slug, outlook) -> out.println(told(slug, outlook)));
        return 0;
    }

    private static String told(String slug, RetentionOutlook outlook) {
        StringBuilder text = new StringBuilder("%s (%d days): %d calls would be deleted, with %s; %d MB of sound"
                .formatted(
                        slug, outlook.days(), outlook.deletes(), listed(outlook.rows()), outlook.soundBytes() >> 20));
        if (!outlook.copies().isEmpty()) text.append("; copies elsewhere: ").append(listed(outlook.copies()));
        outlook.kept()
                .forEach(kept -> text.append("%n  hold %s (%s) keeps %d calls past their days"
                        .formatted(kept.hold(), kept.matter(), kept.calls())));
        if (outlook.notEnded() > 0) text.append("%n  %d calls have not ended, and stay".formatted(outlook.notEnded()));
        return text.toString();
    }

    private static int delete(Db db, List<Tenant> tenants, RetentionRun run, boolean json, PrintWriter out) {
        Map<Tenant, JobId> begun = new LinkedHashMap<>();
        tenants.forEach(tenant -> begun.put(tenant, db.tenant(tenant.id(), actor(), tx -> {
            JobId job = DeletionJobs.begin(tx, DeletionJob.Cause.DEMAND);
            Audit.append(tx, AuditAction.RETENTION_RUN, new Audit.Target("deletion_job", job.toString()));
            return job;
        })));
        // jobs of others that are open are worked on alike; one that fails rests, and so this comes to an end
        while (run.purge().isPresent()) out.flush();
        while (run.copies()) out.flush();
        List<Ran> ran = new ArrayList<>();
        begun.forEach((tenant, id) -> ran.add(Ran.of(
                tenant.slug(),
                db.tenant(tenant.id(), actor(), tx -> DeletionJobs.find(tx, id)).orElseThrow())));
        if (json) out.println(Json.write(ran));
        else ran.forEach(one -> out.println(one.told()));
        return ran.stream().allMatch(Ran::clean) ? 0 : 1;
    }

    /**
     * What came of one tenant's run.
     *
     * @param openCopies copies elsewhere that are not gone yet; the platform tries again
     * @param heldCopies those that holds keep
     */
    record Ran(
            String tenant,
            JobId job,
            boolean finished,
            long calls,
            Map<String, Long> rows,
            long openCopies,
            long heldCopies,
            long failedCopies,
            @Nullable String lastError) {
        static Ran of(String slug, DeletionJob job) {
            return new Ran(
                    slug,
                    job.id(),
                    job.finishedAt() != null,
                    job.calls(),
                    job.rows(),
                    job.openSteps(),
                    job.heldSteps(),
                    job.failedSteps(),
                    job.lastError());
        }

        boolean clean() {
            return finished && openCopies == 0 && failedCopies == 0;
        }

        String told() {
            String end = finished ? "" : "; it has not come to its end" + (lastError == null ? "" : ": " + lastError);
            String copies = openCopies + failedCopies == 0
                    ? ""
                    : "; %d copies elsewhere are tried again later, %d were given up"
                            .formatted(openCopies, failedCopies);
            String held = heldCopies == 0 ? "" : "; holds keep %d copies elsewhere".formatted(heldCopies);
            return "%s: %d calls deleted, with %s%s%s%s".formatted(tenant, calls, listed(rows), copies, held, end);
        }
    }

    @Command(
            name = "verify",
            description = {
                "Prove the receipts of deletion: each against its hash, its predecessor, its signature and the audit chain, and look",
                "whether all that should be gone is gone. Names the first bad receipt of each tenant. Exit code 1: something is wrong."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin SettingsOption settings,
            @Option(names = "--tenant", description = PER_TENANT) @Nullable String slug,
            @Option(
                            names = "--public-key",
                            paramLabel = "HEX",
                            description = "An earlier signing key's public half, 64 hex digits; may be repeated.")
                    List<String> earlier,
            @Option(
                            names = "--objects",
                            description =
                                    "Also compare the recording store with the records; what is wrong is an incident.")
                    boolean objects,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        Config config = settings.load();
        List<byte[]> keys =
                new ArrayList<>(List.of(new LocalSecrets(config).signingKey().publicKey()));
        if (earlier != null) earlier.forEach(key -> keys.add(publicKey(key)));
        try (Database database = Databases.join(config)) {
            Db db = database.db();
            ReceiptVerifier verifier = new ReceiptVerifier(db, actor(), keys);
            Reconciliation reconciliation = objects ? new Reconciliation(db, actor(), Recordings.store(config)) : null;
            List<Proof> proofs = tenants(db, slug).stream()
                    .map(tenant -> Proof.of(tenant, verifier, db, reconciliation))
                    .toList();
            if (json) out.println(Json.write(proofs));
            else if (proofs.isEmpty()) out.println("there is no tenant yet, and so no receipt");
            else proofs.forEach(proof -> out.println(proof.told()));
            return proofs.stream().allMatch(Proof::holds) ? 0 : 1;
        } finally {
            out.flush();
        }
    }

    /**
     * What came of one tenant.
     *
     * @param receipts good ones, up to the first bad one
     * @param badReceipt what is wrong with it; null: the chain holds
     * @param faults what is not as it should be after retention
     */
    record Proof(String tenant, long receipts, @Nullable String badReceipt, List<String> faults) {
        private static final int GRACE_HOURS = 24;

        static Proof of(Tenant tenant, ReceiptVerifier verifier, Db db, @Nullable Reconciliation reconciliation) {
            ReceiptVerifier.Finding finding = verifier.verify(tenant.id());
            List<String> faults =
                    new ArrayList<>(db.tenant(tenant.id(), actor(), tx -> RetentionOutlook.faults(tx, GRACE_HOURS)));
            if (reconciliation != null) faults.addAll(compared(tenant, reconciliation));
            return new Proof(tenant.slug(), finding.receipts(), finding.fault(), faults);
        }

        private static List<String> compared(Tenant tenant, Reconciliation reconciliation) {
            try {
                return reconciliation.compare(tenant.id(), Instant.now()).findings().stream()
                        .map(finding -> finding.kind().meaning() + ": " + finding.place())
                        .toList();
            } catch (IOException e) {
                return List.of("the recording store does not answer: " + e.getMessage());
            }
        }

        boolean holds() {
            return badReceipt == null && faults.isEmpty();
        }

        String told() {
            String chain = badReceipt == null ? "hold" : "hold, then DAMAGED at " + badReceipt;
            return faults.stream()
                    .map(fault -> "%n  ".formatted() + fault)
                    .collect(Collectors.joining("", "%s: %d receipts %s".formatted(tenant, receipts, chain), ""));
        }
    }

    @Command(
            name = "map",
            description = "Tell where data of calls lies, in the database and elsewhere, and how it ends there.",
            mixinStandardHelpOptions = true)
    int map(@Option(names = "--json", description = "Print JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(Map.of("tables", DataMap.tables(), "places", DataMap.places())));
        } else {
            out.println("In the database:");
            DataMap.tables().forEach(table -> out.println("  " + told(table)));
            out.println("Elsewhere:");
            DataMap.places()
                    .forEach(
                            place -> out.println("  %s (%s): %s".formatted(place.name(), place.holds(), place.ends())));
        }
        out.flush();
        return 0;
    }

    private static String told(DataMap.Table table) {
        String kinds = Stream.of(DataMap.Kind.CONTENT, DataMap.Kind.PERSONAL, DataMap.Kind.SECRET)
                .filter(kind -> !table.columns(kind).isEmpty())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT) + ": " + String.join(", ", table.columns(kind)))
                .collect(Collectors.joining("; "));
        String ends = switch (table.fate()) {
            case WITH_CALL -> "deleted with its call";
            case WITH_PARENT -> "deleted with the row it belongs to";
            case EMPTIED -> "emptied with its call, and stays";
            case OWN_RULE -> "has a rule of its own";
            case KEPT -> "stays";
        };
        String why = table.why().isEmpty() ? "" : ": " + table.why();
        return table.name() + " (" + (kinds.isEmpty() ? "figures" : kinds) + ") " + ends + why;
    }

    private byte[] publicKey(String hex) {
        if (hex.matches("[0-9a-fA-F]{64}")) return HexFormat.of().parseHex(hex);
        throw new ParameterException(spec.commandLine(), "--public-key: expected 64 hex digits");
    }

    private static List<Tenant> tenants(Db db, @Nullable String slug) {
        List<Tenant> tenants = db.platform(BY_HAND, actor(), Tenants::list).stream()
                .filter(tenant -> slug == null || tenant.slug().equals(slug))
                .toList();
        if (slug != null && tenants.isEmpty()) throw new StartupException("there is no tenant " + slug);
        return tenants;
    }

    private static String listed(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing else"
                : counts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static Actor actor() {
        return OperatorOption.actor();
    }
}
