package dev.voiceops.http;

import dev.voiceops.contracts.ProblemType;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters that name one of a few things, or a thing by its id. */
public final class Choice {
    private Choice() {}

    /**
     * The constant whose name, in lower case, the parameter carries; null when it was left out.
     *
     * @throws ProblemException INVALID_REQUEST, naming the parameter and what it may be
     */
    public static <E extends Enum<E>> @Nullable E of(Class<E> type, String parameter, @Nullable String text) {
        if (text == null) return null;
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        parameter + ": must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Choice::word)
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * The parameter as {@code parse} reads it; null when it was left out.
     *
     * @param form what it must be, for the error
     * @throws ProblemException INVALID_REQUEST, naming the parameter, when {@code parse} refuses it as an illegal argument
     */
    public static <T> @Nullable T parsed(
            String parameter, String form, @Nullable String text, Function<String, T> parse) {
        if (text == null) return null;
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, parameter + ": must be " + form);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
