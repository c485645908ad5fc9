package dev.voiceops.app.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting of the product. Immutable; any thread.
 *
 * @param name the environment variable, also the key in a settings file
 * @param group the heading it is listed under
 * @param fallback the text taken when nothing is set; null when the setting is then absent
 * @param meaning one sentence for an operator, with units
 * @param secret true: its value is never printed
 * @param parse text to value; throws {@link IllegalArgumentException} with a sentence that says what is allowed
 */
public record Setting<T>(
        String name,
        String group,
        @Nullable String fallback,
        String meaning,
        boolean secret,
        Function<String, T> parse) {

    static <T> Setting<T> of(
            String name, String group, @Nullable String fallback, String meaning, Function<String, T> parse) {
        return new Setting<>(name, group, fallback, meaning, false, parse);
    }

    Setting<T> asSecret() {
        return new Setting<>(name, group, fallback, meaning, true, parse);
    }
}
