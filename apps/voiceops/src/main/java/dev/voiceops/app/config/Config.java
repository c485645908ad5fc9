package dev.voiceops.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of one process, checked once at start-up. Immutable; any thread.
 *
 * <p>Sources, the later wins: defaults, a settings file of {@code NAME=value} lines, the environment. An unknown name
 * in the file, an environment name that begins with {@code VOICEOPS_} or is almost a known one, and a value that does
 * not parse are all errors, reported together.
 */
public final class Config {
    private final Map<Setting<?>, Object> values;

    private Config(Map<Setting<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads and checks everything.
     *
     * @throws ConfigException with every fault found
     */
    public static Config load(Map<String, String> environment, Optional<Path> file) {
        var faults = new ArrayList<String>();
        Map<String, String> texts = new LinkedHashMap<>();
        file.ifPresent(path -> texts.putAll(SettingsFile.read(path, faults)));
        for (String name : texts.keySet()) {
            if (!names().contains(name)) {
                faults.add("%s in %s is not a setting%s".formatted(name, file.orElseThrow(), nearest(name)));
            }
        }
        environment.forEach((name, value) -> {
            if (names().contains(name)) {
                texts.put(name, value);
            } else if ((name.startsWith("VOICEOPS_") && !LAUNCHER.contains(name)) || isTypo(name)) {
                faults.add("%s in the environment is not a setting%s".formatted(name, nearest(name)));
            }
        });
        var values = new HashMap<Setting<?>, Object>();
        for (Setting<?> setting : Settings.ALL) {
            parse(setting, texts.get(setting.name()), faults).ifPresent(value -> values.put(setting, value));
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return new Config(values);
    }

    /** Names the launcher script reads before Java starts; they are not settings of the product. */
    private static final List<String> LAUNCHER = List.of(
            "VOICEOPS_JAVA_HOME",
            "VOICEOPS_JAVA_OPTS",
            "VOICEOPS_CONFIG",
            "VOICEOPS_SKIP_BUILD",
            "VOICEOPS_HEAP",
            "VOICEOPS_N8N_URL");

    /** The value, or an error that names the key. For settings that have a default or were checked before. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new ConfigException(List.of(setting.name() + " is not set. " + setting.meaning())));
    }

    /** The value, or empty when it is not set and has no default. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** A copy with one value replaced: what a command or a test wires for itself. */
    public <T> Config with(Setting<T> setting, T value) {
        var copy = new HashMap<>(values);
        copy.put(setting, value);
        return new Config(copy);
    }

    /** Every setting with its effective value, secrets redacted, in listing order. */
    public Map<Setting<?>, String> printable() {
        return Settings.ALL.stream().collect(Collectors.toMap(s -> s, this::print, (a, b) -> a, LinkedHashMap::new));
    }

    private String print(Setting<?> setting) {
        Object value = values.get(setting);
        if (value == null) {
            return "(not set)";
        }
        if (setting.secret()) {
            return "[redacted]";
        }
        return switch (value) {
            case Enum<?> constant -> Parse.spelling(constant);
            case java.time.Duration duration -> Long.toString(duration.toSeconds());
            default -> value.toString().replace("%7B", "{").replace("%7D", "}");
        };
    }

    private static Optional<Object> parse(
            Setting<?> setting, @org.jspecify.annotations.Nullable String text, List<String> faults) {
        String effective = text == null || text.isBlank() ? setting.fallback() : text.strip();
        if (effective == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(setting.parse().apply(effective));
        } catch (IllegalArgumentException e) {
            String shown = setting.secret() ? "" : " is '" + effective + "'";
            faults.add(setting.name() + shown + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> names() {
        return Settings.ALL.stream().map(Setting::name).toList();
    }

    private static boolean isTypo(String name) {
        return name.length() > 6 && names().stream().anyMatch(known -> Spelling.distance(known, name) <= 2);
    }

    private static String nearest(String name) {
        return names().stream()
                .min((a, b) -> Integer.compare(Spelling.distance(a, name), Spelling.distance(b, name)))
                .filter(known -> Spelling.distance(known, name) <= name.length() / 3)
                .map(known -> "; did you mean " + known + "?")
                .orElse("; ./voiceops config lists all");
    }

    /** Reads {@code NAME=value} lines; blank lines and lines that begin with # are skipped. */
    private static final class SettingsFile {
        static Map<String, String> read(Path path, List<String> faults) {
            List<String> lines;
            try {
                lines = Files.readAllLines(path);
            } catch (IOException e) {
                throw new UncheckedIOException("The settings file " + path + " cannot be read", e);
            }
            var texts = new LinkedHashMap<String, String>();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                int equals = line.indexOf('=');
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                if (equals <= 0) {
                    faults.add("%s line %d is not NAME=value".formatted(path, i + 1));
                } else if (texts.put(
                                line.substring(0, equals).strip(),
                                unquote(line.substring(equals + 1).strip()))
                        != null) {
                    faults.add("%s line %d sets %s a second time"
                            .formatted(path, i + 1, line.substring(0, equals).strip()));
                }
            }
            return texts;
        }

        private static String unquote(String value) {
            boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
            return quoted ? value.substring(1, value.length() - 1) : value;
        }
    }
}
