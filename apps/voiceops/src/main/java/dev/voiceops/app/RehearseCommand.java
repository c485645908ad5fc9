package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Ears;
import dev.voiceops.app.config.Setting;
import dev.voiceops.app.config.Settings;
import dev.voiceops.app.config.Voices;
import dev.voiceops.store.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Starts everything in a home of its own, lets one short call happen and stops: what {@link FastStart} learns from. */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Starts, serves one call and stops; for the JVM to learn from.")
final class RehearseCommand implements Callable<Integer> {
    private static final String SCENARIO = "hang-up-mid-answer";

    @Override
    public Integer call() throws IOException {
        Path home = Files.createTempDirectory("voiceops-rehearsal");
        System.setProperty("voiceops.logs", home.resolve("logs").toString());
        System.setProperty("voiceops.terminal", "OFF");
        CompletableFuture<Server> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> strike(started, home), "strike"));
        Simulation simulation = start(home, started).simulation();
        if (simulation != null) {
            new SimulatedCall(simulation.url()).follow(SCENARIO, _ -> {});
        }
        return 0;
    }

    private static Server start(Path home, CompletableFuture<Server> started) {
        try {
            Server server = Server.start(config(home), EnumSet.allOf(Role.class));
            started.complete(server);
            return server;
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
            throw e;
        }
    }

    /** The stage is cleared, however the rehearsal ends; one that is broken off while it starts is waited for. */
    private static void strike(CompletableFuture<Server> started, Path home) {
        started.handle((server, failed) -> failed == null ? Optional.of(server) : Optional.<Server>empty())
                .join()
                .ifPresent(Server::close);
        try {
            delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config config(Path home) {
        Config config = Config.load(Map.of(), Optional.empty())
                .with(Settings.HOME, home)
                .with(Settings.SIMULATED_EARS, Ears.SCRIPTED)
                .with(Settings.SIMULATED_VOICE, Voices.TONE);
        List<Setting<Integer>> ports = Stream.concat(
                        Stream.of(Role.values()).map(Role::port), Stream.of(Settings.DATABASE_PORT))
                .toList();
        List<Integer> free = FreePorts.some(ports.size());
        for (int i = 0; i < ports.size(); i++) {
            config = config.with(ports.get(i), free.get(i));
        }
        return config;
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
