package dev.voiceops.bench;

import dev.voiceops.store.FreePorts;
import java.io.File;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The product as users start it: all its roles in one child process with the embedded database, and the simulated vendors
 * in another; keyless, in a home of its own, on free ports. Children run with the options of this JVM. One thread.
 */
final class Platform implements AutoCloseable {
    /** The roles under test. */
    private static final String ROLES =
            "control-plane-api,agent-runner,agent-connector,ops-debug-web,voice-runtime-worker";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = "bench-service-token-bench-service-token";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int capacity;
    private final List<Integer> ports = FreePorts.some(7);
    private final Path home;
    private final Process vendors;
    private final Process roles;
    private final long readyMs;

    private final Map<String, String> own;

    private Platform(Pace pace, int capacity, Map<String, String> own) throws IOException, InterruptedException {
        this.capacity = capacity;
        this.own = own;
        home = Files.createTempDirectory("voiceops-bench");
        Path secrets = Files.createDirectories(home.resolve("secrets"));
        Files.writeString(secrets.resolve("simulated-twilio-token"), VendorsCommand.TOKEN);
        vendors = java(
                "vendors",
                Main.class.getName(),
                "vendors",
                "--port=" + ports.get(5),
                "--control=" + url(0),
                "--pace=" + pace);
        await(vendors, simulators() + "/control/status");
        long start = System.nanoTime();
        roles = java("roles", "dev.voiceops.app.Main", "up", "--role=" + ROLES);
        await(roles, url(0) + "/health/db");
        await(roles, url(2) + "/health");
        readyMs = (System.nanoTime() - start) / 1_000_000;
    }

    /** Starts both and returns when every role answers. */
    static Platform start(Pace pace, int capacity) throws IOException, InterruptedException {
        return start(pace, capacity, Map.of());
    }

    /** The same with settings of its own. */
    static Platform start(Pace pace, int capacity, Map<String, String> settings)
            throws IOException, InterruptedException {
        return new Platform(pace, capacity, settings);
    }

    /** Where the control plane listens. */
    String control() {
        return url(0);
    }

    /** A secret that the platform made for this machine, by the name of its file. */
    String secret(String name) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(name)).strip();
    }

    /** From the start of the roles' process until control plane, database and connector answer. */
    long readyMs() {
        return readyMs;
    }

    /** The process of the roles. */
    long pid() {
        return roles.pid();
    }

    /** The embedded database's first process. */
    long postgres() throws IOException {
        try (var pid = Files.lines(home.resolve("postgres/data/postmaster.pid"))) {
            return Long.parseLong(pid.findFirst().orElseThrow().strip());
        }
    }

    String simulators() {
        return url(5);
    }

    /** A GET of the control plane's inner API. */
    String inner(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(0) + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** Collects the roles' garbage and returns the heap in use after it, KiB. */
    long heapKib() throws IOException, InterruptedException {
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        var used = java.util.regex.Pattern.compile("used\\s+(\\d+)([KMG])").matcher(info);
        if (!used.find()) return 0;
        long number = Long.parseLong(used.group(1));
        return switch (used.group(2)) {
            case "G" -> number << 20;
            case "M" -> number << 10;
            default -> number;
        };
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(program("jcmd"), Long.toString(roles.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }

    private Process java(String log, String main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.addAll(List.of("/bin/sh", "-c", "ulimit -Sn 4096; exec \"$@\"", "sh"));
        command.add(program("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", folders(), main));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(home.resolve(log + ".log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("VOICEOPS_"));
        builder.environment().putAll(settings());
        builder.environment().putAll(own);
        Process child = builder.start();
        // Also when this benchmark is cut off: nothing it started stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
        return child;
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("VOICEOPS_HOME", home.toString()),
                Map.entry("VOICEOPS_SIMULATED_EARS", "scripted"),
                Map.entry("VOICEOPS_SIMULATED_VOICE", "tone"),
                Map.entry("VOICEOPS_CONNECTOR_CAPACITY", Integer.toString(capacity)),
                Map.entry("VOICEOPS_SERVICE_TOKEN", TOKEN),
                Map.entry("VOICEOPS_CONTROL_PLANE_PORT", ports.get(0).toString()),
                Map.entry("VOICEOPS_RUNNER_PORT", ports.get(1).toString()),
                Map.entry("VOICEOPS_CONNECTOR_PORT", ports.get(2).toString()),
                Map.entry("VOICEOPS_DEBUG_PORT", ports.get(3).toString()),
                Map.entry("VOICEOPS_WORKER_PORT", ports.get(4).toString()),
                Map.entry("VOICEOPS_SIMULATOR_PORT", ports.get(5).toString()),
                Map.entry("VOICEOPS_DATABASE_PORT", ports.get(6).toString()));
    }

    private void await(Process process, String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) return;
            } catch (IOException notYet) {
                // asked again below
            }
            Thread.sleep(50);
        }
        String state =
                process.isAlive() ? "in time" : "because its process has ended with status " + process.exitValue();
        throw new IllegalStateException(url + " does not answer " + state + "; see the logs in " + home);
    }

    private String url(int port) {
        return "http://127.0.0.1:" + ports.get(port);
    }

    /** The class path as the launcher gives it: the folders, not each jar. */
    private static String folders() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> Path.of(jar).toAbsolutePath().getParent() + File.separator + "*")
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String program(String name) {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + name;
    }

    /** Stops both processes; the home stays when something of it can't be deleted. */
    @Override
    public void close() throws IOException {
        roles.destroy();
        try {
            if (!roles.waitFor(60, TimeUnit.SECONDS)) roles.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            roles.destroyForcibly();
        }
        vendors.destroyForcibly();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
