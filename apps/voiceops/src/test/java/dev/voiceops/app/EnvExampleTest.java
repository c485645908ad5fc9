package dev.voiceops.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.app.config.Config;
import dev.voiceops.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvExampleTest {
    private static final Path COMMITTED = Path.of("../../.env.example");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_committed_file_is_the_one_the_settings_make() throws IOException {
        assertThat(Files.readString(COMMITTED))
                .as("run: ./voiceops config --env-example > .env.example")
                .isEqualTo(EnvExample.text());
    }

    @Test
    void uncommenting_every_default_changes_nothing() throws IOException {
        String uncommented = EnvExample.text().replaceAll("(?m)^#([A-Z][A-Z0-9_]*=)", "$1");
        Path file = Files.writeString(folder.resolve(".env"), uncommented);

        Config defaults = Config.load(Map.of(), Optional.empty());
        Config filled = Config.load(Map.of(), Optional.of(file));

        assertThat(filled.printable()).isEqualTo(defaults.printable());
        assertThat(uncommented)
                .contains(Settings.ALL.stream().map(s -> s.name() + "=").toList());
    }
}
