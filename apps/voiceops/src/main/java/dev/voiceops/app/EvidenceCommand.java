package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.contracts.Json;
import dev.voiceops.evidence.Manifest;
import dev.voiceops.evidence.PackVerifier;
import dev.voiceops.evidence.Packs;
import dev.voiceops.evidence.PublicKeys;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Database;
import dev.voiceops.store.Db;
import dev.voiceops.store.Projections;
import dev.voiceops.store.Reason;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.TenantId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evidence packs: made here, verified anywhere. */
@Command(name = "evidence", description = "Evidence packs: pack, verify, key.", mixinStandardHelpOptions = true)
final class EvidenceCommand {
    private static final Reason FIND = new Reason("find a call to pack its evidence");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "verify",
            description = {
                "Verify a pack, offline: needs neither settings nor database. Names the first entry that is not as it"
                        + " was signed.",
                "Exit code 1: the pack does not hold."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "FILE", description = "The pack.") Path file,
            @Option(
                            names = "--key",
                            paramLabel = "PUBLIC",
                            description =
                                    "The platform's public key, or a file with it: 64 hex digits or PEM. Without it"
                                            + " the key that the pack names is taken, which proves the pack whole but not"
                                            + " whose it is.")
                    @Nullable
                    String key,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        if (!Files.isReadable(file)) throw new StartupException("there is no readable file " + file);
        byte[] trusted = key == null ? null : trusted(key);
        PackVerifier.Finding finding = PackVerifier.verify(file, trusted);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.write(Verdict.of(finding, trusted != null)) : told(finding, trusted != null));
        out.flush();
        return finding.holds() ? 0 : 1;
    }

    private static byte[] trusted(String given) throws IOException {
        try {
            Path file = given.length() > 200 ? null : Path.of(given);
            return PublicKeys.parse(file != null && Files.isRegularFile(file) ? Files.readString(file) : given);
        } catch (IllegalArgumentException e) {
            throw new StartupException("--key: " + e.getMessage());
        }
    }

    private static String told(PackVerifier.Finding finding, boolean compared) {
        Manifest manifest = finding.manifest();
        if (!finding.holds() || manifest == null) return "DOES NOT HOLD: " + finding.bad() + " " + finding.why();
        String whose = compared
                ? ""
                : "\n"
                        + "The key was taken from the pack itself: compare it with the one the platform gave you, or"
                        + " pass --key.";
        return "Holds: %d entries of %s, made %s by %s, redaction %s, signed by key %s (%s).%s"
                .formatted(
                        manifest.entries().size(),
                        manifest.call() == null ? "a caller" : "call " + manifest.call(),
                        manifest.createdAt(),
                        manifest.createdBy(),
                        manifest.redaction(),
                        finding.keyId(),
                        manifest.key(),
                        whose);
    }

    /** As {@code --json} prints it; {@code compared}: with a key that was given. */
    record Verdict(
            boolean holds,
            @Nullable String bad,
            @Nullable String why,
            boolean compared,
            @Nullable String keyId,
            @Nullable Manifest manifest) {
        static Verdict of(PackVerifier.Finding finding, boolean compared) {
            return new Verdict(
                    finding.holds(),
                    finding.bad(),
                    finding.why(),
                    compared,
                    finding.keyId(),
                    finding.holds() ? finding.manifest() : null);
        }
    }

    @Command(
            name = "key",
            description = "Print the public half of the key that signs packs and receipts. Keep it apart from them.",
            mixinStandardHelpOptions = true)
    int key(
            @Mixin SettingsOption settings,
            @Option(names = "--pem", description = "As PEM, for openssl.") boolean pem) {
        byte[] half = new LocalSecrets(settings.load()).signingKey().publicKey();
        PrintWriter out = spec.commandLine().getOut();
        out.println(pem ? PublicKeys.pem(half).strip() : HexFormat.of().formatHex(half));
        out.flush();
        return 0;
    }

    @Command(
            name = "pack",
            description = "Pack a call's evidence into a file. It is audited.",
            mixinStandardHelpOptions = true)
    int pack(
            @Mixin SettingsOption settings,
            @Parameters(paramLabel = "CALL", description = "The call's id.") UUID call,
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to; must not exist.")
                    Path file,
            @Option(names = "--sound", description = "With the recording, not only its hash.") boolean sound)
            throws IOException {
        Config config = settings.load();
        LocalSecrets secrets = new LocalSecrets(config);
        try (Database database = Databases.join(config)) {
            Db db = database.db();
            CallId id = new CallId(call);
            TenantId tenant = db.platform(FIND, OperatorOption.actor(), tx -> Projections.tenantOf(tx, id))
                    .orElseThrow(() -> new StartupException("there is no call " + call));
            Packs packs = packs(config, secrets);
            Packs.Prepared prepared = packs.call(PackFile.door(db, tenant), id, sound)
                    .orElseThrow(() -> new StartupException("there is no call " + call));
            PackFile.write(packs, prepared, file);
        }
        spec.commandLine().getOut().println("The evidence of call " + call + " is in " + file);
        return 0;
    }

    static Packs packs(Config config, LocalSecrets secrets) {
        SigningKey key = secrets.signingKey();
        return new Packs(Assembly.recordings(config, secrets), key, InstantSource.system());
    }
}
