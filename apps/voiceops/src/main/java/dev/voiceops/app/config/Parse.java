package dev.voiceops.app.config;

import dev.voiceops.store.EncryptionKeys;
import dev.voiceops.store.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the text of a setting becomes a value. Each refusal says what is allowed. Pure functions; any thread. */
final class Parse {
    private Parse() {}

    static String text(String value) {
        return value;
    }

    static boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    static int port(String value) {
        return between(0, 65_535).apply(value);
    }

    static Function<String, Integer> between(int low, int high) {
        return value -> {
            int number;
            try {
                number = Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected a whole number from " + low + " to " + high, e);
            }
            if (number < low || number > high) {
                throw new IllegalArgumentException("expected a whole number from " + low + " to " + high);
            }
            return number;
        };
    }

    static Function<String, Duration> seconds(int low, int high) {
        return between(low, high).andThen(Duration::ofSeconds);
    }

    static String keyPrefix(String value) {
        if (value.matches("([A-Za-z0-9._-]+/)+")) return value;
        throw new IllegalArgumentException("expected parts of letters, digits, . _ - that each end in a slash");
    }

    static LocalTime timeOfDay(String value) {
        try {
            return LocalTime.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a time of day from 00:00 to 23:59", e);
        }
    }

    static Path path(String value) {
        return Path.of(value);
    }

    /** An absolute URL of one of the schemes, without a slash at its end. */
    static Function<String, URI> url(String... schemes) {
        return value -> {
            String trimmed = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            String allowed = "expected an absolute URL that starts with " + String.join(":// or ", schemes) + "://";
            try {
                URI uri = URI.create(trimmed.replace("{connector}", "_connector_"));
                if (uri.getHost() == null || !Arrays.asList(schemes).contains(uri.getScheme())) {
                    throw new IllegalArgumentException(allowed);
                }
                return URI.create(trimmed.replace("{connector}", "%7Bconnector%7D"));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(allowed, e);
            }
        };
    }

    /** Values separated by commas. */
    static <T> Function<String, List<T>> listOf(Function<String, T> one) {
        return value -> Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(one)
                .toList();
    }

    /** 32 bytes in base64. */
    static byte[] seed(String value) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected 32 bytes in base64 (openssl rand -base64 32)", e);
        }
        if (bytes.length != 32) {
            throw new IllegalArgumentException("expected 32 bytes in base64 (openssl rand -base64 32)");
        }
        return bytes;
    }

    /** The message shows nothing of the value. */
    static EncryptionKeys keys(String value) {
        try {
            return EncryptionKeys.of(Secret.of(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected 32 bytes in base64 (openssl rand -base64 32), or several such keys with commas between"
                            + " them: "
                            + e.getMessage(),
                    e);
        }
    }

    static String longSecret(String value) {
        if (value.length() < 24) {
            throw new IllegalArgumentException("expected at least 24 characters (openssl rand -hex 24)");
        }
        return value;
    }

    static String signingSecrets(String value) {
        if (Arrays.stream(value.split(",", -1))
                .anyMatch(secret -> secret.strip().length() < 32)) {
            throw new IllegalArgumentException("expected secrets of 32 characters or more (openssl rand -hex 32)");
        }
        return value;
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return value -> {
            for (E constant : type.getEnumConstants()) {
                if (spelling(constant).equals(value.toLowerCase(Locale.ROOT))) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("expected one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Parse::spelling)
                            .collect(Collectors.joining(", ")));
        };
    }

    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
