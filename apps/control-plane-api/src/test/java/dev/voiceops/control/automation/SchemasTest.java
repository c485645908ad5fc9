package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private final Schemas schemas = new Schemas();

    @Test
    void a_value_that_fits_has_no_faults() {
        assertThat(faults("{\"order_id\":\"A1\"}")).isEmpty();
    }

    @Test
    void faults_name_place_and_rule_and_never_the_value() {
        assertThat(faults("{}")).containsExactly("/: required order_id");
        assertThat(faults("{\"order_id\":\"A1\",\"extra\":\"4111\"}")).containsExactly("/: additionalProperties extra");
        assertThat(faults("{\"order_id\":\"secret value\"}"))
                .containsExactly("/order_id: pattern")
                .noneMatch(fault -> fault.contains("secret"));
        assertThat(faults("[]")).containsExactly("/: type");
    }

    @Test
    void it_is_the_2020_12_dialect() {
        var schema = Json.tree("{\"type\":\"array\",\"prefixItems\":[{\"type\":\"integer\"}],\"items\":false}");
        assertThat(schemas.faults(schema, Json.tree("[1]"))).isEmpty();
        assertThat(schemas.faults(schema, Json.tree("[1,2]"))).isNotEmpty();
    }

    @Test
    void a_schema_may_name_its_dialect_and_refer_to_itself() {
        var schema = Json.tree("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$ref\":\"#/$defs/n\","
                + "\"$defs\":{\"n\":{\"type\":\"integer\"}}}");
        assertThat(schemas.faults(schema, Json.tree("1"))).isEmpty();
        assertThat(schemas.faults(schema, Json.tree("\"x\""))).isNotEmpty();
    }

    @Test
    void a_schema_that_points_elsewhere_or_is_broken_is_refused_and_nothing_is_fetched() {
        for (String reference :
                List.of("http://127.0.0.1:1/schema.json", "file:///etc/passwd", "classpath:application.properties")) {
            var schema = Json.tree("{\"$ref\":\"" + reference + "\"}");
            assertThatThrownBy(() -> schemas.faults(schema, Json.tree("{}")))
                    .as(reference)
                    .isInstanceOf(Schemas.SchemaFault.class);
        }
    }

    private List<String> faults(String value) {
        return schemas.faults(
                Json.tree(
                        "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\","
                                + "\"pattern\":\"^[A-Z][0-9]+$\"}},\"required\":[\"order_id\"],\"additionalProperties\":false}"),
                Json.tree(value));
    }
}
