package dev.voiceops.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks in the records' constructors; the message names the JSON field, never its value. */
final class Demand {
    private Demand() {}

    static <T> T present(@Nullable T value, String field) {
        if (value == null) throw new ContractViolation(field + ": is missing");
        return value;
    }

    static String text(@Nullable String value, String field) {
        String text = present(value, field);
        if (text.isBlank()) throw new ContractViolation(field + ": must not be blank");
        return text;
    }

    static void atLeast(long minimum, long value, String field) {
        if (value < minimum) throw new ContractViolation(field + ": must be at least " + minimum);
    }

    static <T> List<T> copy(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }
}
