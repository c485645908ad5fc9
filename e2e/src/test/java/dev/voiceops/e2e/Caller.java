package dev.voiceops.e2e;

import dev.voiceops.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A simulated caller on the phone. What he notices comes step by step; the last step is his report, unless the simulators
 * went before. Any thread.
 */
final class Caller {
    private final List<JsonNode> steps = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> told;

    private Caller(Platform platform, HttpRequest order, Path kept) {
        told = CompletableFuture.runAsync(() -> listen(platform, order, kept), Thread::startVirtualThread);
    }

    /** Phones the platform; the whole story is kept in {@code target/calls} under this name, for people. */
    static Caller phones(Platform platform, String scenario, String name) throws IOException {
        HttpRequest order = HttpRequest.newBuilder(platform.url("SIMULATOR", "/control/calls"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(Json.bytes(Map.of("scenario", scenario))))
                .build();
        Path folder = Files.createDirectories(Path.of("target", "calls"));
        return new Caller(platform, order, folder.resolve(name + ".ndjson"));
    }

    private void listen(Platform platform, HttpRequest order, Path kept) {
        try (Stream<String> lines = platform.lines(order)) {
            lines.map(line -> Json.mapper().readTree(line)).forEach(steps::add);
        } catch (Exception e) {
            throw new IllegalStateException("the caller's story broke off after " + steps, e);
        } finally {
            keep(kept);
        }
    }

    private void keep(Path kept) {
        try {
            Files.write(kept, steps.stream().map(JsonNode::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until he has noticed such a thing; fails when his story ends without it. */
    void notices(Predicate<JsonNode> such) throws Exception {
        Eventually.seen(
                () -> {
                    boolean over = told.isDone();
                    if (steps.stream().anyMatch(such)) return true;
                    if (over) throw new AssertionError("it is not in the caller's story: " + steps);
                    return false;
                },
                Boolean::booleanValue);
    }

    /** Waits until he hears the agent. */
    void hearsTheAgent() throws Exception {
        notices(step -> step.path("event").asString().equals("agent_started"));
    }

    /** Waits for the end of his call; the whole story, as far as it was told. */
    List<JsonNode> story() {
        return told.handle((_, _) -> List.copyOf(steps)).join();
    }

    /** Waits for the end of his call, and for his report. */
    JsonNode report() {
        told.join();
        return steps.getLast();
    }
}
