package dev.voiceops.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void nothing_set_gives_the_documented_defaults() {
        Config config = Config.load(Map.of("PATH", "/usr/bin", "LANG", "C"), Optional.empty());

        assertThat(config.get(Settings.CONTROL_PORT)).isEqualTo(4000);
        assertThat(config.get(Settings.MODE)).isEqualTo(Mode.DEMO);
        assertThat(config.get(Settings.DISPATCH_TTL)).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.find(Settings.DATABASE_URL)).isEmpty();
    }

    @Test
    void the_environment_wins_over_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.env"),
                "# a comment\n\nVOICEOPS_RUNNER_PORT=5100\nOPENAI_BASE_URL=\"http://localhost:1/v1/\"\n");

        Config config = Config.load(Map.of("VOICEOPS_RUNNER_PORT", "6100"), Optional.of(file));

        assertThat(config.get(Settings.RUNNER_PORT)).isEqualTo(6100);
        assertThat(config.get(VendorSettings.OPENAI_URL)).isEqualTo(URI.create("http://localhost:1/v1"));
    }

    @Test
    void every_fault_is_reported_at_once_and_names_its_key() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.env"), "TWILIO_AUTH_TOKN=x\nnonsense\nVOICEOPS_HOME=a\nVOICEOPS_HOME=b\n");

        List<String> faults = faults(
                Map.of(
                        "VOICEOPS_RUNNER_PORT",
                        "many",
                        "VOICEOPS_RUNER_PORT",
                        "1",
                        "ENCRYPTION_KEY",
                        "c2hvcnQ=",
                        "LIVEKIT_URL",
                        "nowhere"),
                Optional.of(file));

        assertThat(faults)
                .anyMatch(f -> f.startsWith("TWILIO_AUTH_TOKN in ") && f.endsWith("did you mean TWILIO_AUTH_TOKEN?"))
                .anyMatch(f -> f.endsWith("line 2 is not NAME=value"))
                .anyMatch(f -> f.endsWith("line 4 sets VOICEOPS_HOME a second time"))
                .anyMatch(f -> f.equals(
                        "VOICEOPS_RUNER_PORT in the environment is not a setting; did you mean VOICEOPS_RUNNER_PORT?"))
                .anyMatch(f -> f.startsWith("VOICEOPS_RUNNER_PORT is 'many': expected a whole number"))
                .anyMatch(f -> f.startsWith("ENCRYPTION_KEY: expected 32 bytes"))
                .anyMatch(f -> f.startsWith("LIVEKIT_URL is 'nowhere': expected an absolute URL"))
                .hasSize(7);
    }

    @Test
    void a_refused_secret_is_not_repeated_in_the_error() {
        assertThat(faults(Map.of("VOICEOPS_SERVICE_TOKEN", "hunter2"), Optional.empty()))
                .singleElement()
                .asString()
                .contains("VOICEOPS_SERVICE_TOKEN")
                .doesNotContain("hunter2");
    }

    @Test
    void printing_redacts_secrets_and_only_secrets() {
        Config config =
                Config.load(Map.of("OPENAI_API_KEY", "sk-live-1", "TWILIO_ACCOUNT_SID", "AC1"), Optional.empty());

        assertThat(config.printable().get(VendorSettings.OPENAI_API_KEY)).isEqualTo("[redacted]");
        assertThat(config.printable().get(VendorSettings.TWILIO_ACCOUNT_SID)).isEqualTo("AC1");
        assertThat(config.printable().get(Settings.DRAIN)).isEqualTo("20");
        assertThat(config.printable().values()).noneMatch(text -> text.contains("sk-live-1"));
    }

    @Test
    void a_missing_value_is_named_when_it_is_needed() {
        Config config = Config.load(Map.of(), Optional.empty());

        assertThatThrownBy(() -> config.get(VendorSettings.LIVEKIT_URL))
                .hasMessageStartingWith("LIVEKIT_URL is not set");
    }

    @Test
    void the_media_url_may_hold_a_placeholder_for_the_connector() {
        Config config = Config.load(
                Map.of("TWILIO_MEDIA_STREAM_URL", "wss://media.example/{connector}/twilio"), Optional.empty());

        assertThat(config.printable().get(VendorSettings.TWILIO_MEDIA_STREAM_URL))
                .isEqualTo("wss://media.example/{connector}/twilio");
    }

    private static List<String> faults(Map<String, String> environment, Optional<Path> file) {
        return catchThrowableOfType(ConfigException.class, () -> Config.load(environment, file))
                .faults();
    }
}
