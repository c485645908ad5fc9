package dev.voiceops.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.contracts.ContractViolation;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a record does not call {@code @Nullable} must be there when it came as JSON: Jackson leaves absent members null, whatever the
 * type says. Pure functions.
 */
final class RequiredFields {
    private RequiredFields() {}

    /** @throws ContractViolation naming the first member that is missing, with its place */
    static void mustBeThere(Object body) {
        look(body, "");
    }

    private static void look(Object value, String place) {
        if (value instanceof Record fields) {
            for (RecordComponent component : value.getClass().getRecordComponents()) member(fields, component, place);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) found(list.get(i), false, place + i);
        }
    }

    private static void member(Record fields, RecordComponent component, String place) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        found(value(fields, component), optional, place + name(component));
    }

    private static void found(@Nullable Object value, boolean optional, String place) {
        if (value != null) look(value, place + ".");
        else if (!optional) throw new ContractViolation(place + ": is missing");
    }

    private static @Nullable Object value(Record fields, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null && !named.value().isEmpty()
                ? named.value()
                : component.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
