package dev.voiceops.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the API is a good one, and true. */
class OpenApiTest {
    private static ControlPlaneUnderTest role;
    private static Description described;
    private static String admin = "";

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        described = new Description(get("/openapi.json").body());
        admin = role.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_parser_of_openapi_3_1_has_nothing_to_say_against_it() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult read = new OpenAPIV3Parser().readContents(Json.write(described.document()), null, options);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getOpenapi()).startsWith("3.1");
        assertThat(read.getOpenAPI().getPaths())
                .hasSize(described.document().path("paths").size());
        assertThat(new OpenAPIV3Parser()
                        .readContents(
                                Json.write(described.document())
                                        .replace("\"responses\":{\"200\"", "\"reponses\":{\"200\""),
                                null,
                                options)
                        .getMessages())
                .as("a fault is found")
                .isNotEmpty();
    }

    @Test
    void every_schema_is_one_and_every_reference_leads_somewhere() {
        var ofSchemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        described
                .document()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> assertThat(ofSchemas.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
        Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(Json.write(described.document()));
        int found = 0;
        for (; references.find(); found++) {
            assertThat(described.document().at(references.group(1)).isObject())
                    .as(references.group(1))
                    .isTrue();
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void every_route_is_described_and_none_besides() {
        TreeSet<String> there = new TreeSet<>();
        role.routes()
                .forEach((info, handler) -> info.getPatternValues()
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb ->
                                        there.add(verb + " " + pattern.replaceAll("\\{(\\w+):[^/]*}", "{$1}")))));
        TreeSet<String> told = new TreeSet<>();
        List<String> ids = new ArrayList<>();
        described
                .document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    told.add(verb.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    ids.add(verb.getValue().path("operationId").asString());
                }));

        assertThat(told).isEqualTo(there).hasSizeGreaterThan(100);
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void answers_are_as_described() {
        Specimen specimen = SampleAgent.plant(role.db(), null);
        CallId call = specimen.call();
        String about = "?tenant_id=" + specimen.tenant();
        Map<String, String> asked = Map.ofEntries(
                Map.entry("/internal/tenants", ""),
                Map.entry("/internal/tenants/{tenantId}", ""),
                Map.entry("/internal/users", ""),
                Map.entry("/internal/service-keys", ""),
                Map.entry("/internal/api-keys", about),
                Map.entry("/internal/memberships", about),
                Map.entry("/internal/agents", about),
                Map.entry("/internal/agents/{agentId}", about),
                Map.entry("/internal/agents/{agentId}/draft", about),
                Map.entry("/internal/agents/{agentId}/versions", about),
                Map.entry("/internal/versions/{versionId}", about),
                Map.entry("/internal/phone-numbers", about),
                Map.entry("/internal/integrations", about),
                Map.entry("/internal/tools", about),
                Map.entry("/internal/executions", about),
                Map.entry("/internal/calls", about),
                Map.entry("/internal/calls/{callId}", about),
                Map.entry("/internal/calls/{callId}/record", about),
                Map.entry("/internal/calls/{callId}/events", about),
                Map.entry("/internal/calls/{callId}/transcript", about),
                Map.entry("/internal/legal-holds", about),
                Map.entry("/internal/retention/outlook", about),
                Map.entry("/internal/incidents", about),
                Map.entry("/internal/audit", about),
                Map.entry("/internal/audit/verification", about),
                Map.entry("/internal/audit/actions", about),
                Map.entry("/internal/prices", ""),
                Map.entry("/internal/kpis", about + "&from=2026-01-01&to=2026-01-31"),
                Map.entry("/client/kpis", about + "&from=2026-01-01&to=2026-01-31"),
                Map.entry("/client/calls", about),
                Map.entry("/client/calls/{callId}", about),
                Map.entry("/client/calls/{callId}/transcript", about),
                Map.entry("/auth/me", ""),
                Map.entry("/health", ""));
        asked.forEach((path, query) -> {
            HttpResponse<String> answer =
                    get(path.replace("{tenantId}", specimen.tenant().toString())
                                    .replace("{agentId}", specimen.agent().toString())
                                    .replace("{versionId}", specimen.version().value())
                                    .replace("{callId}", call.toString())
                            + query);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
            assertThat(described.faults("get", path, answer))
                    .as(path + answer.body())
                    .isEmpty();
        });
        HttpResponse<String> refused = get("/internal/agents");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(described.faults("get", "/internal/agents", refused)).isEmpty();
        assertThat(described.faults("get", "/internal/agents", get("/auth/me")))
                .as("another route's answer")
                .isNotEmpty();
    }

    @Test
    void requests_may_hold_nothing_that_is_not_described() {
        assertThat(described.requestFaults("post", "/internal/agents", "{\"name\":\"A\"}"))
                .isEmpty();
        assertThat(described.requestFaults("post", "/internal/agents", "{\"name\":\"A\",\"nme\":\"B\"}"))
                .isNotEmpty();
        assertThat(described.requestFaults("post", "/internal/users", "{\"email\":\"a@example.com\"}"))
                .isNotEmpty();
    }

    @Test
    void a_route_says_what_it_takes_and_who_may() {
        JsonNode create = described.operation("post", "/internal/agents");

        assertThat(create.path("x-permission").asString()).isEqualTo("agents_write");
        assertThat(create.path("description").asString()).contains("agent.created", "internal_operator");
        assertThat(Json.write(create.path("parameters"))).contains("TenantId", "IdempotencyKey");
        assertThat(Json.write(create.path("security"))).isEqualTo("[{\"bearer\":[]},{\"session\":[],\"csrf\":[]}]");
        assertThat(create.path("responses").has("201")).isTrue();
        assertThat(Json.write(described.operation("get", "/internal/agents").path("parameters")))
                .contains("Limit", "Cursor");
        assertThat(Json.write(described.operation("post", "/auth/login").path("security")))
                .isEqualTo("[]");
    }

    @Test
    void the_page_takes_nothing_from_elsewhere() {
        HttpResponse<String> page = get("/docs");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self';")
                .doesNotContain("unsafe", "http");
        assertThat(page.body()).doesNotContain("://", "<script>");
        Matcher files = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        List<String> broken = Stream.generate(() -> files)
                .takeWhile(Matcher::find)
                .map(file -> file.group(1))
                .filter(file -> get(file).statusCode() != 200)
                .toList();
        assertThat(broken).isEmpty();
        assertThat(get("/docs/index.html").statusCode()).isEqualTo(404);
        assertThat(get("/docs/..%2Fopenapi%2Fmanners.md").statusCode()).isBetween(400, 404);
    }

    @Test
    void every_type_of_problem_is_explained_where_it_points() {
        HttpResponse<String> refused = get("/internal/agents");
        String type = Json.tree(refused.body()).path("type").asString();
        assertThat(get(type).body()).contains("<h1>The request is not valid</h1>");
        for (ProblemType one : ProblemType.values()) {
            HttpResponse<String> page = get("/problems/" + one.code());
            assertThat(page.statusCode()).as(one.code()).isEqualTo(200);
            assertThat(get("/problems").body()).contains("/problems/" + one.code());
        }
        assertThat(get("/problems/unheard_of").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(String target) {
        return role.send(admin, "GET", target, null);
    }
}
