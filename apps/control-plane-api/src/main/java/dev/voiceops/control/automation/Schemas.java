package dev.voiceops.control.automation;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * JSON Schema 2020-12. A schema may refer to itself but to no other document: nothing is ever fetched. Compiled schemas are kept.
 * Safe for all threads.
 */
final class Schemas {
    private static final int KEPT = 1_000;
    private static final int TOLD = 5;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaLoader(loader -> loader.block(iri -> true)));
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    /**
     * What is wrong with {@code value}, at most five faults as {@code place: rule}, without any of its content; empty when it fits.
     *
     * @throws SchemaFault when the schema itself cannot be used
     */
    List<String> faults(JsonNode schema, JsonNode value) {
        try {
            return compile(schema).validate(value).stream()
                    .limit(TOLD)
                    .map(Schemas::told)
                    .toList();
        } catch (SchemaException e) {
            throw new SchemaFault();
        }
    }

    private Schema compile(JsonNode schema) {
        if (compiled.size() > KEPT) compiled.clear();
        return compiled.computeIfAbsent(schema, registry::getSchema);
    }

    private static String told(Error error) {
        String place = String.valueOf(error.getInstanceLocation());
        String rule = error.getProperty() == null ? error.getKeyword() : error.getKeyword() + " " + error.getProperty();
        return (place.isEmpty() ? "/" : place) + ": " + rule;
    }

    /** The tool's own schema is broken: its author must mend it. */
    static final class SchemaFault extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
