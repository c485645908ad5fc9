package dev.voiceops.bench;

import dev.voiceops.store.FreePorts;
import dev.voiceops.store.Secret;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The control plane in a process of its own, at one address, killed and started again at will. One thread; any may ask for the URL. */
final class GatewayProcess implements AutoCloseable {
    /** The credential of the roles. */
    static final String TOKEN = "bench-service-token-bench-service-token";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Integer> ports = FreePorts.some(3);
    private final Path home;
    private final Secret database;
    private final int allowed;
    private Process process;

    /**
     * Starts it and returns when it answers.
     *
     * @param home a folder for its log and its secrets
     * @param database whose sealed values are sealed with 32 zero bytes
     * @param allowed port of this machine that tools may be served on
     */
    GatewayProcess(Path home, Secret database, int allowed) throws IOException, InterruptedException {
        this.home = home;
        this.database = database;
        this.allowed = allowed;
        this.process = start();
        await();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + ports.getFirst());
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as a crash would; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts another at the same address; returns when it answers. */
    void restart() throws IOException, InterruptedException {
        process = start();
        await();
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("dev.voiceops.app.Main", "up", "--role=control-plane-api"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(home.resolve("gateway.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("VOICEOPS_"));
        builder.environment().putAll(settings());
        Process child = builder.start();
        // Also when this benchmark is cut off: nothing it started stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly));
        return child;
    }

    private Map<String, String> settings() {
        return Map.of(
                "CLASSPATH", System.getProperty("java.class.path"),
                "DATABASE_URL", database.reveal(),
                "ENCRYPTION_KEY", Base64.getEncoder().encodeToString(new byte[32]),
                "VOICEOPS_HOME", home.toString(),
                "VOICEOPS_SERVICE_TOKEN", TOKEN,
                "VOICEOPS_EGRESS_ALLOW", "127.0.0.1:" + allowed,
                "VOICEOPS_CONTROL_PLANE_PORT", ports.get(0).toString(),
                "VOICEOPS_CONNECTOR_PORT", ports.get(1).toString(),
                "VOICEOPS_SIMULATOR_PORT", ports.get(2).toString());
    }

    private void await() throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(url().resolve("/health/db"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (http.send(health, BodyHandlers.discarding()).statusCode() == 200) return;
            } catch (IOException notYet) {
                // asked again below
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The gateway did not come up; it said last: " + lastWords());
    }

    /** The end of its log, which is gone with its home. */
    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(home.resolve("gateway.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "nothing";
        }
    }

    /** Ends it as an operator does; returns when it is gone. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stop();
        http.shutdownNow();
    }
}
