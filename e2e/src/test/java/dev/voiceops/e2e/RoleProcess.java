package dev.voiceops.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process of the product, started as the launcher starts it. */
final class RoleProcess implements AutoCloseable {
    /** What the launcher runs; made by the package phase of apps/voiceops. */
    private static final Path RUNTIME = Path.of("..", "apps", "voiceops", "target", "runtime")
            .toAbsolutePath()
            .normalize();

    private final String role;
    private final Process process;
    private final Path log;
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<Void> up = new CompletableFuture<>();

    private RoleProcess(String role, Process process, Path log) {
        this.role = role;
        this.process = process;
        this.log = log;
        Thread.ofVirtual().start(this::listen);
    }

    static RoleProcess start(String role, Map<String, String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                RUNTIME + "/*",
                "dev.voiceops.app.Main",
                "up",
                "--role=" + role));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VOICEOPS_"));
        builder.environment().putAll(settings);
        return new RoleProcess(role, builder.start(), log);
    }

    /** Waits until it says that it is up. */
    void awaitUp() throws Exception {
        up.get(3, TimeUnit.MINUTES);
    }

    /** Tells it to stop, as an operator's Ctrl-C does. */
    void stop() {
        process.destroy();
    }

    /** Waits until it has ended by itself; its exit status. */
    int ended() throws Exception {
        return process.onExit().get(2, TimeUnit.MINUTES).exitValue();
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.startsWith("Ctrl-C stops")) {
                    up.complete(null);
                }
            }
        } catch (IOException e) {
            up.completeExceptionally(e);
        }
        up.completeExceptionally(new AssertionError(
                "the process of %s ended before it was up, after saying %s; see %s".formatted(role, said, log)));
    }

    @Override
    public void close() {
        stop();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
