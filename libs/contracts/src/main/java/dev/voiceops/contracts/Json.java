package dev.voiceops.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The one way this product reads and writes its own JSON: snake_case, absent instead of null, ISO-8601 instants; on reading, an
 * unknown or repeated field, a missing number, a coerced type and trailing text are errors. Safe for all threads.
 */
public final class Json {
    /** Deepest nesting of a document that is read. */
    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Textual, Json::onlyStrings)
            .build();

    private Json() {}

    /** The mapper itself, for a framework's message converters. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Reads a record. @throws ContractViolation when the text is not exactly such a record */
    public static <T> T read(String json, Class<T> type) {
        try {
            return present(MAPPER.readValue(json, type));
        } catch (JacksonException e) {
            throw violation(e);
        }
    }

    /** Reads a record from UTF-8 bytes. @throws ContractViolation when they are not exactly such a record */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return present(MAPPER.readValue(json, type));
        } catch (JacksonException e) {
            throw violation(e);
        }
    }

    /** Reads any JSON value. @throws ContractViolation when the text is not JSON */
    public static JsonNode tree(String json) {
        try {
            return present(MAPPER.readTree(json));
        } catch (JacksonException e) {
            throw violation(e);
        }
    }

    /** Writes a record or tree as compact JSON text. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Writes a record or tree as compact UTF-8 JSON. */
    public static byte[] bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Says what was wrong with JSON that Jackson refused, without repeating its content. Safe to show to a caller. */
    public static ContractViolation violation(JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContractViolation known) return known;
        }
        return new ContractViolation(
                switch (e) {
                    case UnrecognizedPropertyException unknown -> place(unknown) + ": unknown field";
                    case MismatchedInputException mismatch -> place(mismatch) + ": missing or of the wrong type";
                    case DatabindException other -> place(other) + ": not as the contract says";
                    default ->
                        "not well-formed JSON at line %d, column %d"
                                .formatted(
                                        e.getLocation().getLineNr(),
                                        e.getLocation().getColumnNr());
                });
    }

    private static void onlyStrings(MutableCoercionConfig text) {
        text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static <T> T present(T value) {
        if (value == null || (value instanceof JsonNode node && node.isMissingNode())) {
            throw new ContractViolation("the JSON document is empty");
        }
        return value;
    }

    private static String place(DatabindException e) {
        String path = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the JSON document" : path;
    }
}
