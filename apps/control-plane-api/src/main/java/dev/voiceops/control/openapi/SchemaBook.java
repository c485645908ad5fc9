package dev.voiceops.control.openapi;

import dev.voiceops.contracts.Json;
import dev.voiceops.http.Comments;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types of bodies as JSON Schemas (2020-12, the dialect of OpenAPI 3.1), each under its name. Asks Jackson for names and types,
 * so that a schema is what {@link Json} writes and reads; asks JSpecify's annotations what may be absent. One thread.
 */
final class SchemaBook {
    static final String PLACE = "#/components/schemas/";

    private static final Map<Class<?>, String[]> PLAIN = plain();

    private final SerializationConfig jackson = Json.mapper().serializationConfig();
    private final ClassIntrospector introspector = jackson.classIntrospectorInstance();
    private final ObjectNode schemas = Json.mapper().createObjectNode();
    private final Map<String, JavaType> named = new LinkedHashMap<>();

    /** The schemas named so far. */
    ObjectNode schemas() {
        return schemas;
    }

    /** What an answer of this type is. */
    ObjectNode of(Type type) {
        return of(Json.mapper().constructType(type));
    }

    /** The same for a request: it may hold nothing that is not named. */
    ObjectNode ofRequest(Type type) {
        ObjectNode schema = of(type);
        close(schema);
        return schema;
    }

    private ObjectNode of(JavaType type) {
        Class<?> raw = type.getRawClass();
        String[] plain = PLAIN.get(raw);
        if (plain != null) return plain(plain[0], plain[1]);
        if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) return empty();
        if (type.isReferenceType()) return of(type.getContentType());
        if (type.isMapLikeType()) {
            ObjectNode map = plain("object", null);
            map.set("additionalProperties", of(type.getContentType()));
            return map;
        }
        if (type.isContainerType()) {
            ObjectNode array = plain("array", null);
            array.set("items", of(type.getContentType()));
            return array;
        }
        BeanDescription bean =
                introspector.introspectForSerialization(type, introspector.introspectClassAnnotations(type));
        if (raw.isEnum()) return constants(raw);
        if (bean.findJsonValueAccessor() != null)
            return of(bean.findJsonValueAccessor().getType());
        return reference(type, bean);
    }

    private ObjectNode reference(JavaType type, BeanDescription bean) {
        String name = name(type);
        JavaType known = named.putIfAbsent(name, type);
        if (known == null) schemas.set(name, object(type.getRawClass(), bean));
        else if (!known.equals(type))
            throw new IllegalStateException(name + " would be both " + known + " and " + type);
        return empty().put("$ref", PLACE + name);
    }

    private ObjectNode object(Class<?> raw, BeanDescription bean) {
        ObjectNode object = plain("object", null);
        describe(object, Comments.of(raw));
        ObjectNode properties = Json.mapper().createObjectNode();
        ArrayNode required = Json.mapper().createArrayNode();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            if (!property.couldSerialize() || property.getAccessor().equals(bean.findAnyGetter())) continue;
            ObjectNode schema = of(property.getAccessor().getType());
            describe(schema, Comments.ofComponent(raw, property.getInternalName()));
            properties.set(property.getName(), schema);
            if (isAlwaysThere(raw, property)) required.add(property.getName());
        }
        if (!properties.isEmpty()) object.set("properties", properties);
        if (!required.isEmpty()) object.set("required", required);
        if (bean.findAnyGetter() != null) object.put("additionalProperties", true);
        return object;
    }

    private static boolean isAlwaysThere(Class<?> raw, BeanPropertyDefinition property) {
        Optional<RecordComponent> component = Arrays.stream(
                        raw.isRecord() ? raw.getRecordComponents() : new RecordComponent[0])
                .filter(one -> one.getName().equals(property.getInternalName()))
                .findFirst();
        return component
                .map(RecordComponent::getAnnotatedType)
                .map(type -> !type.isAnnotationPresent(Nullable.class))
                .orElse(property.getRawPrimaryType().isPrimitive());
    }

    private static ObjectNode constants(Class<?> raw) {
        ObjectNode words = plain("string", null);
        ArrayNode values = words.putArray("enum");
        for (Object constant : raw.getEnumConstants()) values.add(Json.mapper().<JsonNode>valueToTree(constant));
        return words;
    }

    /** {@code AgentView} is Agent, a page of them AgentPage, {@code HoldView.ScopeView} HoldScope, {@code AgentRoutes.NewAgent} NewAgent. */
    static String name(JavaType type) {
        Class<?> raw = type.getRawClass();
        String own = base(raw);
        if (type.containedTypeCount() == 1) return name(type.containedType(0)) + own;
        Class<?> outer = raw.getEnclosingClass();
        return outer == null || own.contains(base(outer)) ? own : base(outer) + own;
    }

    static String base(Class<?> type) {
        return type.getSimpleName().replaceFirst("(?<=.)(Routes|View|Desk)$", "");
    }

    /** Refuses what is not named, here and in everything it holds. */
    private void close(JsonNode schema) {
        String name = schema.path("$ref").asString("").replace(PLACE, "");
        if (!name.isEmpty() && schemas.get(name) instanceof ObjectNode object && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
            object.path("properties").forEach(this::close);
        }
        if (schema.path("items").isObject()) close(schema.path("items"));
        if (schema.path("additionalProperties").isObject()) close(schema.path("additionalProperties"));
    }

    static void describe(ObjectNode schema, String text) {
        if (!text.isEmpty()) schema.put("description", text);
    }

    private static ObjectNode plain(String type, @Nullable String format) {
        ObjectNode schema = empty().put("type", type);
        return format == null ? schema : schema.put("format", format);
    }

    private static ObjectNode empty() {
        return Json.mapper().createObjectNode();
    }

    private static Map<Class<?>, String[]> plain() {
        Map<Class<?>, String[]> plain = new LinkedHashMap<>();
        for (Class<?> text : new Class<?>[] {String.class, CharSequence.class, java.time.ZoneId.class}) {
            plain.put(text, new String[] {"string", null});
        }
        plain.put(UUID.class, new String[] {"string", "uuid"});
        plain.put(Instant.class, new String[] {"string", "date-time"});
        plain.put(LocalDate.class, new String[] {"string", "date"});
        plain.put(Duration.class, new String[] {"string", "duration"});
        plain.put(URI.class, new String[] {"string", "uri"});
        plain.put(byte[].class, new String[] {"string", "byte"});
        for (Class<?> whole : new Class<?>[] {int.class, Integer.class, short.class, Short.class}) {
            plain.put(whole, new String[] {"integer", "int32"});
        }
        for (Class<?> whole : new Class<?>[] {long.class, Long.class}) {
            plain.put(whole, new String[] {"integer", "int64"});
        }
        for (Class<?> number :
                new Class<?>[] {double.class, Double.class, float.class, Float.class, BigDecimal.class}) {
            plain.put(number, new String[] {"number", null});
        }
        for (Class<?> flag : new Class<?>[] {boolean.class, Boolean.class}) {
            plain.put(flag, new String[] {"boolean", null});
        }
        return plain;
    }
}
