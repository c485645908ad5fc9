package dev.voiceops.bench;

import dev.voiceops.store.Database;
import dev.voiceops.store.DatabaseSettings;
import dev.voiceops.store.EncryptionKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./voiceops bench gateway}: exit code 1 when an effect came twice or was lost. */
@Command(
        name = "gateway",
        description = "Tool executions through the real gateway, with faults behind it and its process killed.",
        mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
    @Option(
            names = "--executions",
            defaultValue = "2000",
            description = "Tool calls of all rounds together (default: ${DEFAULT-VALUE}).")
    private int executions;

    @Option(
            names = "--kills",
            defaultValue = "3",
            description = "How often the gateway's process is killed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--at-once",
            defaultValue = "32",
            description = "Tool calls under way at a time (default: ${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(names = "--seed", defaultValue = "1", description = "Of the faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Machine.print(out);
        GatewayFindings found = run(out, new GatewayBench.Plan(executions, kills, atOnce, seed));
        Machine.print(out);
        return found.twice().isEmpty() && found.lost().isEmpty() ? 0 : 1;
    }

    /** With a database of its own, as durable as an operator's. */
    static GatewayFindings run(PrintWriter out, GatewayBench.Plan plan) throws Exception {
        Path home = Files.createTempDirectory("voiceops-bench-gateway");
        Path postgres = home.resolve("postgres");
        try (Database database =
                Database.open(DatabaseSettings.embedded(postgres, 0, EncryptionKeys.of(new byte[32])))) {
            var ground = new GatewayBench.Ground(database.db(), database.url(), pid(postgres), home);
            return new GatewayBench(out, plan).run(ground).findings();
        } finally {
            delete(home);
        }
    }

    private static long pid(Path postgres) throws IOException {
        try (var lines = Files.lines(postgres.resolve("data/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
