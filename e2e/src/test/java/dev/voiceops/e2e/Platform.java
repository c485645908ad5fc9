package dev.voiceops.e2e;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Database;
import dev.voiceops.store.DatabaseSettings;
import dev.voiceops.store.Db;
import dev.voiceops.store.EncryptionKeys;
import dev.voiceops.store.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The whole product in processes of its own, keyless, reached through its public doors only. One thread. */
final class Platform implements AutoCloseable {
    /** Opens ops-debug-web. */
    static final String DEBUG_TOKEN = "a-debug-token-for-the-end-to-end-test";

    private static final String TOKEN = "a-service-token-for-the-end-to-end-test";
    private static final byte[] KEY = new byte[32];
    private static final List<String> PORTS =
            List.of("CONTROL_PLANE", "RUNNER", "CONNECTOR", "DEBUG", "WORKER", "SIMULATOR", "DATABASE");

    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, RoleProcess> processes = new LinkedHashMap<>();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private @Nullable DatabaseSettings databaseSettings;
    private @Nullable Database database;

    private Platform() {}

    /** Starts all processes of the shape; returns when each has said that it is up. */
    static Platform start(Shape shape, Path home) throws Exception {
        return start(shape, home, Map.of());
    }

    /** The same with these settings besides. */
    static Platform start(Shape shape, Path home, Map<String, String> more) throws Exception {
        Platform platform = new Platform();
        try {
            platform.open(shape, home, more);
            return platform;
        } catch (Exception e) {
            platform.close();
            throw e;
        }
    }

    private void open(Shape shape, Path home, Map<String, String> more) throws Exception {
        Iterator<Integer> free = FreePorts.some(PORTS.size()).iterator();
        PORTS.forEach(name -> ports.put(name, free.next()));
        Map<String, String> settings = settings(home);
        settings.putAll(more);
        databaseSettings =
                DatabaseSettings.embedded(home.resolve("postgres"), port("DATABASE"), EncryptionKeys.of(KEY));
        closing.push(this::databaseAway);
        if (shape == Shape.APART) {
            databaseBack();
            settings.put("DATABASE_URL", Objects.requireNonNull(database).url().reveal());
        }
        for (String role : shape.processes()) {
            RoleProcess process = RoleProcess.start(role, settings, home.resolve(role + ".log"));
            processes.put(role, process);
            closing.push(process::close);
        }
        for (RoleProcess process : processes.values()) {
            process.awaitUp();
        }
    }

    private Map<String, String> settings(Path home) {
        Map<String, String> settings = new HashMap<>();
        ports.forEach((name, port) -> settings.put("VOICEOPS_" + name + "_PORT", Integer.toString(port)));
        settings.put("VOICEOPS_HOME", home.toString());
        settings.put("VOICEOPS_SERVICE_TOKEN", TOKEN);
        settings.put("ENCRYPTION_KEY", Base64.getEncoder().encodeToString(KEY));
        settings.put("OPS_DEBUG_TOKEN", DEBUG_TOKEN);
        settings.put("VOICEOPS_SIMULATED_EARS", "scripted");
        settings.put("VOICEOPS_SIMULATED_VOICE", "tone");
        settings.put("VOICEOPS_DRAIN_SECONDS", "2");
        return settings;
    }

    /** Stops the Postgres of a platform whose roles are apart; does nothing when it is not up. */
    void databaseAway() {
        if (database != null) database.close();
        database = null;
    }

    /** Starts it again, with its data, where it was; in one process's platform once the process has ended. */
    Db databaseBack() {
        database = Database.open(Objects.requireNonNull(databaseSettings));
        return database.db();
    }

    int port(String name) {
        return Objects.requireNonNull(ports.get(name), name);
    }

    /** The process that holds this role, or the one that holds all. */
    RoleProcess process(String role) {
        return processes.containsKey(role)
                ? Objects.requireNonNull(processes.get(role))
                : Objects.requireNonNull(processes.get("all"));
    }

    URI url(String name, String path) {
        return URI.create("http://127.0.0.1:" + port(name) + path);
    }

    /** A request as another role would make it. */
    HttpRequest.Builder asRole(String name, String path) {
        return HttpRequest.newBuilder(url(name, path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /** The lines of an answer, each as soon as it is there; reading on fails when the answer breaks off. */
    Stream<String> lines(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofLines()).body();
    }

    JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Json.mapper().readTree(answer.body());
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
        http.close();
    }
}
