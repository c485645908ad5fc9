package dev.voiceops.store;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that can be read in a value, as text; what {@code toString} hides too. */
final class Seen {
    private Seen() {}

    static String in(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> maybe -> in(maybe.orElse(null));
            case Collection<?> many -> many.stream().map(Seen::in).collect(Collectors.joining(" "));
            case Map<?, ?> map -> in(map.keySet()) + " " + in(map.values());
            case Record known ->
                Arrays.stream(known.getClass().getRecordComponents())
                        .map(component -> in(read(known, component)))
                        .collect(Collectors.joining(" "));
            case Secret secret -> secret.reveal();
            default -> value.toString();
        };
    }

    private static @Nullable Object read(Record known, RecordComponent component) {
        try {
            AccessibleObject accessor = component.getAccessor();
            accessor.setAccessible(true);
            return component.getAccessor().invoke(known);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
