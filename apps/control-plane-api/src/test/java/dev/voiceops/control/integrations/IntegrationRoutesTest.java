package dev.voiceops.control.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class IntegrationRoutesTest {
    private static final String SECRET = "n8n-key-0123456789";
    private static final Map<String, Object> N8N = Map.of(
            "kind", "n8n",
            "name", "Main",
            "base_url", "https://acme.app.n8n.cloud/webhook/",
            "settings", Map.of("auth", "header", "header_name", "X-Shop-Key"),
            "secret", SECRET);

    private static ControlPlaneUnderTest role;
    private static String admin;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        admin = role.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_secret_goes_in_is_shown_by_four_characters_and_never_comes_back() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        HttpResponse<String> added = send(acme, "POST", "", N8N);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        JsonNode view = Json.tree(added.body());
        assertThat(view.path("secret_hint").asString()).isEqualTo("6789");
        assertThat(view.path("base_url").asString()).isEqualTo("https://acme.app.n8n.cloud/webhook");
        String path = "/" + view.path("id").asString();
        assertThat(added.body()
                        + send(acme, "GET", path, null).body()
                        + send(acme, "GET", "", null).body())
                .doesNotContain("0123456");
        send(acme, "PUT", path + "/secret", Map.of("secret", "another-key-abcdef"));
        assertThat(stored(acme, view)).isEqualTo(Secret.of("another-key-abcdef"));
        assertThat(Json.tree(send(acme, "GET", path, null).body())
                        .path("secret_hint")
                        .asString())
                .isEqualTo("cdef");
        ControlPlaneUnderTest.problem(send(acme, "POST", "", N8N), ProblemType.TAKEN);
    }

    @Test
    void a_secret_is_not_sent_to_an_address_it_was_not_given_for() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        JsonNode view = Json.tree(send(acme, "POST", "", N8N).body());
        String path = "/" + view.path("id").asString();
        Map<String, String> moved = Map.of("base_url", "https://elsewhere.example");
        ControlPlaneUnderTest.problem(send(acme, "PATCH", path, moved), ProblemType.INVALID_REQUEST);
        assertThat(send(acme, "PATCH", path, Map.of("name", "Renamed")).statusCode())
                .isEqualTo(200);
        assertThat(stored(acme, view)).isEqualTo(Secret.of(SECRET));
        HttpResponse<String> both = send(
                acme, "PATCH", path, Map.of("base_url", "https://elsewhere.example", "secret", "given-again-1234"));
        assertThat(both.statusCode()).as(both.body()).isEqualTo(200);
    }

    @Test
    void one_that_serves_tools_is_not_removed_and_says_which() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        JsonNode view = Json.tree(send(acme, "POST", "", N8N).body());
        String path = "/" + view.path("id").asString();
        ToolId tool = ToolId.create();
        role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> {
            Tools.insert(
                    tx,
                    new Tool(
                            tool,
                            "order-status",
                            "",
                            ToolClass.READ,
                            "{\"type\":\"object\"}",
                            null,
                            5_000,
                            800,
                            null,
                            0),
                    new Tool.Endpoint(id(view), "POST", "/x", "{}"));
            return tool;
        });
        assertThat(ControlPlaneUnderTest.problem(send(acme, "DELETE", path, null), ProblemType.IN_USE)
                        .detail())
                .contains("order-status");
        JsonNode unused = Json.tree(send(acme, "POST", "", named("Unused")).body());
        assertThat(send(acme, "DELETE", "/" + unused.path("id").asString(), null)
                        .statusCode())
                .isEqualTo(204);
        ControlPlaneUnderTest.problem(
                send(acme, "DELETE", "/" + unused.path("id").asString(), null), ProblemType.NOT_FOUND);
        ControlPlaneUnderTest.problem(send(acme, "GET", "/" + UUID.randomUUID(), null), ProblemType.NOT_FOUND);
    }

    @Test
    void of_the_keys_to_one_vendor_one_serves_calls_the_first_until_another_is_told_to() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        String first = added(acme, "first", null);
        String second = added(acme, "second", null);
        assertThat(serving(acme)).containsExactly(first);
        send(acme, "PATCH", "/" + second, Map.of("serves_calls", true));
        assertThat(serving(acme)).containsExactly(second);
        String third = added(acme, "third", true);
        assertThat(serving(acme)).containsExactly(third);
        send(acme, "PATCH", "/" + third, Map.of("serves_calls", false));
        assertThat(serving(acme)).isEmpty();
        ControlPlaneUnderTest.problem(
                send(acme, "PATCH", "/" + first, Map.of("base_url", "https://deepgram.evil.example", "secret", "k")),
                ProblemType.INVALID_REQUEST);
    }

    private static String added(Specimen tenant, String name, @Nullable Boolean serves) {
        Map<String, Object> body =
                new java.util.HashMap<>(Map.of("kind", "deepgram", "name", name, "secret", "dg-key"));
        if (serves != null) body.put("serves_calls", serves);
        return Json.tree(send(tenant, "POST", "", body).body()).path("id").asString();
    }

    private static List<String> serving(Specimen tenant) {
        return Json.tree(send(tenant, "GET", "", null).body())
                .path("items")
                .valueStream()
                .filter(integration -> integration.path("serves_calls").asBoolean())
                .map(integration -> integration.path("id").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"fax","name":"a","secret":"s"}                                                         | kind
            {"kind":"n8n","name":"a","secret":"s"}                                                         | base_url
            {"kind":"n8n","name":"a","secret":"s","base_url":"ftp://x.example"}                            | base_url
            {"kind":"n8n","name":"a","secret":"s","base_url":"https://u:p@x.example"}                      | base_url
            {"kind":"n8n","name":"a","base_url":"https://x.example"}                                       | secret
            {"kind":"n8n","name":"a","secret":"two words","base_url":"https://x.example"}                  | secret
            {"kind":"n8n","name":"a","secret":"s","base_url":"https://x.example","settings":{"auth":"header"}} | header_name
            {"kind":"n8n","name":"a","secret":"s","base_url":"https://x.example","settings":{"color":"red"}}   | color
            {"kind":"twilio","name":"a","secret":"s"}                                                      | account_sid
            {"kind":"twilio","name":"a","secret":"s","settings":{"account_sid":"AC1"}}                     | account_sid
            {"kind":"livekit","name":"a","secret":"s","base_url":"wss://x.example"}                        | api_key
            {"kind":"openai","name":" ","secret":"s"}                                                      | name
            {"kind":"openai","name":"a","secret":"s","base_url":"http://169.254.169.254/v1"}               | base_url
            {"kind":"deepgram","name":"a","secret":"s","base_url":"https://api.openai.com"}                | base_url
            {"kind":"n8n","name":"a","secret":"s","base_url":"https://x.example","serves_calls":true}      | serves_calls
            """)
    void each_kind_checks_its_fields(String body, String field) {
        Specimen acme = SampleAgent.plant(role.db(), null);
        assertThat(ControlPlaneUnderTest.problem(send(acme, "POST", "", body), ProblemType.INVALID_REQUEST)
                        .detail())
                .contains(field);
    }

    @Test
    void a_connection_is_tried_before_and_after_it_is_stored_and_the_answer_is_a_word() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        Map<String, Object> nowhere = Map.of("base_url", "http://127.0.0.1:1", "secret", SECRET);
        JsonNode trial = Json.tree(send(acme, "POST", "/n8n/test", nowhere).body());
        assertThat(trial.path("result").asString()).isIn("unreachable", "not_allowed");
        assertThat(trial.path("detail").asString()).isNotBlank();
        ControlPlaneUnderTest.problem(
                send(acme, "POST", "/n8n/test", Map.of("base_url", "https://x.example")), ProblemType.INVALID_REQUEST);
        JsonNode stored = Json.tree(send(
                        acme,
                        "POST",
                        "",
                        Map.of("kind", "n8n", "name", "Gone", "base_url", "http://127.0.0.1:1", "secret", SECRET))
                .body());
        String path = "/" + stored.path("id").asString();
        assertThat(send(acme, "POST", path + "/test", null).statusCode()).isEqualTo(200);
        assertThat(Json.tree(send(acme, "GET", path, null).body())
                        .path("test_result")
                        .asString())
                .isEqualTo(trial.path("result").asString());
    }

    @ParameterizedTest
    @CsvSource({
        "200, ok",
        "204, ok",
        "301, redirected",
        "401, unauthorized",
        "403, unauthorized",
        "404, not_found",
        "402, limited",
        "429, limited",
        "500, broken",
        "503, broken"
    })
    void what_comes_back_is_classified(int status, String result) {
        Trials trials = new Trials(request -> new Outbound.Answered(status));
        Connection key = Connection.of(Kind.N8N, "https://x.example/webhook", Map.of("auth", "api_key"), "k");
        assertThat(trials.run(key).result().wire()).isEqualTo(result);
    }

    @Test
    void each_kind_is_asked_what_needs_its_secret_and_changes_nothing() {
        List<Outbound.Request> asked = new ArrayList<>();
        Trials trials = new Trials(request -> {
            asked.add(request);
            return new Outbound.Answered(200);
        });
        String account = "AC" + "1".repeat(32);
        trials.run(Connection.of(Kind.N8N, "https://x.example/webhook", Map.of("auth", "api_key"), "k"));
        trials.run(Connection.of(Kind.TWILIO, null, Map.of("account_sid", account), "k"));
        trials.run(Connection.of(Kind.DEEPGRAM, null, null, "k"));
        trials.run(Connection.of(Kind.OPENAI, null, null, "k"));
        trials.run(Connection.of(Kind.LIVEKIT, "wss://x.livekit.cloud", Map.of("api_key", "APIx"), "s".repeat(32)));
        assertThat(asked)
                .extracting(request -> request.method() + " " + request.url())
                .containsExactly(
                        "GET https://x.example/api/v1/workflows?limit=1",
                        "GET https://api.twilio.com/2010-04-01/Accounts/" + account + ".json",
                        "GET https://api.deepgram.com/v1/projects",
                        "GET https://api.openai.com/v1/models",
                        "POST https://x.livekit.cloud/twirp/livekit.RoomService/ListRooms");
        assertThat(asked.get(0).headers()).containsEntry("X-N8N-API-KEY", "k");
        assertThat(asked.get(1).headers().get("Authorization"))
                .isEqualTo("Basic " + java.util.Base64.getEncoder().encodeToString((account + ":k").getBytes(UTF_8)));
        assertThat(asked.get(2).headers()).containsEntry("Authorization", "Token k");
        assertThat(asked.get(4).headers().get("Authorization")).startsWith("Bearer ey");
        for (Outbound.Request request : asked) assertThat(request.toString()).doesNotContain("Bearer", "Token");
    }

    @Test
    void webhooks_are_not_called_for_a_test_so_their_secret_stays_unproven() {
        Trials trials = new Trials(request -> new Outbound.Answered(200));
        Connection bearer = Connection.of(Kind.N8N, "https://x.example/webhook", null, "k");
        assertThat(trials.run(bearer).result()).isEqualTo(Trial.Result.REACHED);
        assertThat(SecretHeader.of("{\"auth\":\"header\",\"header_name\":\"X-Key\"}", Secret.of("s")))
                .isEqualTo(Map.entry("X-Key", "s"));
        assertThat(SecretHeader.of("{\"auth\":\"api_key\"}", Secret.of("s")))
                .isEqualTo(Map.entry("X-N8N-API-KEY", "s"));
        assertThat(SecretHeader.of("{}", Secret.of("s"))).isEqualTo(Map.entry("Authorization", "Bearer s"));
    }

    private static Map<String, Object> named(String name) {
        Map<String, Object> other = new java.util.HashMap<>(N8N);
        other.put("name", name);
        return other;
    }

    private static IntegrationId id(JsonNode view) {
        return IntegrationId.parse(view.path("id").asString());
    }

    private static Secret stored(Specimen tenant, JsonNode view) {
        return role.db()
                .tenant(tenant.tenant(), Specimen.TESTER, tx -> Integrations.secret(tx, id(view)))
                .orElseThrow();
    }

    private static HttpResponse<String> send(Specimen tenant, String method, String path, @Nullable Object body) {
        return role.send(admin, method, "/internal/integrations" + path + "?tenant_id=" + tenant.tenant(), body);
    }
}
