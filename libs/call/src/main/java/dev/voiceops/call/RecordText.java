package dev.voiceops.call;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Records as one line of JSON and back: each with its type, its components in order, maps sorted by key, so that equal
 * values have equal texts. Knows the types of a call: records, sealed interfaces, enums, texts, whole numbers, lists, maps.
 */
final class RecordText {
    private static final String TYPE = "type";

    private RecordText() {}

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /** Reads what {@link #write} wrote of a value of this type. */
    static <T> T read(String text, Class<T> type) {
        return type.cast(build(type, Json.read(text)));
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Record fields -> writeRecord(fields, out);
            case Map<?, ?> map -> writeMap(map, out);
            case Collection<?> list -> writeList(list, out);
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> Json.quote(value instanceof Enum<?> name ? name.name() : value.toString(), out);
        }
    }

    private static void writeRecord(Record fields, StringBuilder out) {
        out.append("{\"").append(TYPE).append("\":");
        Json.quote(fields.getClass().getSimpleName(), out);
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            out.append(",\"").append(component.getName()).append("\":");
            write(get(fields, component), out);
        }
        out.append('}');
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key instanceof Enum<?> name ? name.name() : key.toString(), value));
        char before = '{';
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            Json.quote(entry.getKey(), out.append(before));
            write(entry.getValue(), out.append(':'));
            before = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void writeList(Collection<?> list, StringBuilder out) {
        char before = '[';
        for (Object element : list) {
            write(element, out.append(before));
            before = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private static Object build(Type type, Object tree) {
        if (type instanceof ParameterizedType generic) return buildCollection(generic, tree);
        Class<?> wanted = (Class<?>) type;
        if (wanted.isSealed() || wanted.isRecord()) return buildRecord(wanted, (Map<?, ?>) tree);
        if (wanted.isEnum()) return constant(wanted, (String) tree);
        if (wanted == int.class) return Math.toIntExact((Long) tree);
        if (wanted == char.class) return ((String) tree).charAt(0);
        return tree;
    }

    private static Object buildCollection(ParameterizedType generic, Object tree) {
        Type[] of = generic.getActualTypeArguments();
        if (tree instanceof List<?> list) {
            List<Object> built = new ArrayList<>();
            for (Object element : list) built.add(build(of[0], element));
            return built;
        }
        Map<Object, Object> built = new LinkedHashMap<>();
        ((Map<?, ?>) tree).forEach((key, value) -> built.put(build(of[0], key), build(of[1], value)));
        return built;
    }

    private static Object buildRecord(Class<?> wanted, Map<?, ?> tree) {
        Class<?> kind = records(wanted)
                .filter(one -> one.getSimpleName().equals(tree.get(TYPE)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a journal: no " + wanted.getSimpleName() + " of type " + tree.get(TYPE)));
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(components)
                .map(component -> build(component.getGenericType(), required(tree, component)))
                .toArray();
        try {
            return kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("can't build a " + kind.getSimpleName(), impossible);
        }
    }

    private static Object required(Map<?, ?> tree, RecordComponent component) {
        Object value = tree.get(component.getName());
        if (value == null)
            throw new IllegalArgumentException("not a journal: " + tree.get(TYPE) + " without " + component.getName());
        return value;
    }

    /** The records a type stands for: itself, or all those a sealed interface permits. */
    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(RecordText::records)
                : Stream.of(type);
    }

    private static Object constant(Class<?> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> ((Enum<?>) one).name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("not a journal: no " + type.getSimpleName() + " " + name));
    }

    private static Object get(Record fields, RecordComponent component) {
        try {
            return component.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("can't read " + component.getName(), impossible);
        }
    }
}
