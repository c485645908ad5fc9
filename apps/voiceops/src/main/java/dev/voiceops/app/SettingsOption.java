package dev.voiceops.app;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option every command shares: where its settings file is. */
final class SettingsOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file of NAME=value lines (default: .env in this folder, when there is one).")
    private @Nullable Path file;

    @Option(names = "--verbose", description = "Print the log to the terminal too, not only warnings.")
    private boolean verbose;

    /** Defaults, file and environment, checked. */
    Config load() {
        Optional<Path> given = Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(System.getenv("VOICEOPS_CONFIG")).map(Path::of));
        given.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw new StartupException("the settings file " + path + " is not there or not readable");
        });
        Config config = Config.load(System.getenv(), given);
        System.setProperty(
                "voiceops.logs", config.get(Settings.HOME).resolve("logs").toString());
        System.setProperty("voiceops.terminal", verbose ? "INFO" : "WARN");
        return config;
    }
}
