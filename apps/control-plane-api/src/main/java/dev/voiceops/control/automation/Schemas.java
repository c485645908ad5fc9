package dev.voiceops.control.automation;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * JSON Schema 2020-12. A schema may refer to itself but to no other document: nothing is ever fetched. Compiled schemas are kept.
 * Safe for all threads.
 */
public final class Schemas {
    private static final int KEPT = 1_000;
    private static final int TOLD = 5;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaLoader(loader -> loader.block(iri -> true)));
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final Schema ofSchemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    /**
     * What is wrong with a schema itself, each fault with its place in it; empty when the gateway can use it. It must be of JSON Schema
     * 2020-12, describe an object if {@code ofObject}, and refer to nothing outside itself.
     */
    public List<String> faultsOf(JsonNode schema, boolean ofObject) {
        if (!schema.isObject()) return List.of("/: must be an object");
        List<String> faults = new ArrayList<>();
        ofSchemas.validate(schema).stream().limit(TOLD).map(Schemas::told).forEach(faults::add);
        outside(schema, "", faults);
        JsonNode type = schema.path("type");
        if (ofObject && !"object".equals(type.stringValue(""))) faults.add("/type: must be \"object\"");
        if (!faults.isEmpty()) return faults;
        try {
            registry.getSchema(schema).validate(Json.tree("{}"));
            return List.of();
        } catch (RuntimeException e) {
            return List.of("/: cannot be used (a broken pattern or reference)");
        }
    }

    /** References that leave the schema. */
    private static void outside(JsonNode node, String place, List<String> faults) {
        node.properties().forEach(member -> {
            String here = place + "/" + member.getKey();
            boolean reference =
                    member.getKey().equals("$ref") || member.getKey().equals("$dynamicRef");
            String target = member.getValue().stringValue("#");
            if (reference && !target.startsWith("#")) faults.add(here + ": must point into this schema (#...)");
            outside(member.getValue(), here, faults);
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) outside(node.get(i), place + "/" + i, faults);
        }
    }

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
