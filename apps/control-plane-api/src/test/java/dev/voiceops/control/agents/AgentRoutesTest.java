package dev.voiceops.control.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentRoutesTest {
    private static ControlPlaneUnderTest role;
    private static Specimen acme;
    private static String operator;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), null);
        operator = role.bearer(Role.INTERNAL_OPERATOR);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void an_agent_is_made_edited_published_and_rolled_back() {
        JsonNode agent = Json.tree(ask("POST", "/internal/agents", "{\"name\":\" Desk \"}", null, 201)
                .body());
        assertThat(agent.path("name").asString()).isEqualTo("Desk");
        String path = "/internal/agents/" + agent.path("id").asString();
        HttpResponse<String> draft = ask("GET", path + "/draft", null, null, 200);
        assertThat(tag(draft)).isEqualTo("\"0\"");
        assertThat(Json.tree(draft.body()).at("/errors/0/pointer").asString()).isEqualTo("/prompt");
        HttpResponse<String> saved = ask("PUT", path + "/draft", Drafted.whole(), tag(draft), 200);
        assertThat(tag(saved)).isEqualTo("\"1\"");
        JsonNode first = Json.tree(ask("POST", path + "/versions", "{\"note\":\"first\"}", tag(saved), 201)
                .body());
        assertThat(first.path("live").asBoolean()).isTrue();
        HttpResponse<String> again =
                ask("PUT", path + "/draft", Drafted.whole().put("greeting", "Hi."), tag(saved), 200);
        JsonNode second =
                Json.tree(ask("POST", path + "/versions", null, tag(again), 201).body());
        assertThat(second.path("based_on").asString())
                .isEqualTo(first.path("id").asString());
        String one = "/internal/versions/" + first.path("id").asString();
        JsonNode diff =
                Json.tree(ask("GET", one + "/diff?to=" + second.path("id").asString(), null, null, 200)
                        .body());
        assertThat(diff.at("/phrases/0/field").asString()).isEqualTo("greeting");
        ask("POST", one + "/publish", null, null, 200);
        assertThat(Json.tree(ask("GET", path, null, null, 200).body())
                        .path("live_version_id")
                        .asString())
                .isEqualTo(first.path("id").asString());
        problem("POST", one + "/archive", ProblemType.IN_USE);
        ask("POST", "/internal/versions/" + second.path("id").asString() + "/archive", null, null, 200);
        problem(
                "POST",
                "/internal/versions/" + second.path("id").asString() + "/publish",
                ProblemType.NOT_IN_THIS_STATE);
        HttpResponse<String> restored = ask(
                "POST",
                path + "/draft/restore",
                "{\"version_id\":\"" + first.path("id").asString() + "\"}",
                tag(again),
                200);
        assertThat(Json.tree(restored.body()).at("/body/greeting").asString()).isNotEqualTo("Hi.");
        assertThat(Json.tree(ask("GET", one + "/tools", null, null, 200).body())
                        .path("items")
                        .isEmpty())
                .isTrue();
        assertThat(Json.tree(ask("GET", path + "/versions", null, null, 200).body())
                        .path("items"))
                .extracting(version -> version.path("status").asString())
                .containsExactly("archived", "published");
    }

    @Test
    void of_two_operators_who_save_one_draft_one_wins_and_the_other_gets_what_there_is_now() {
        String path = agent();
        ask("PUT", path + "/draft", Drafted.whole().put("greeting", "From Ada."), "\"0\"", 200);
        HttpResponse<String> late = send("PUT", path + "/draft", Drafted.whole().put("greeting", "From Bob."), "\"0\"");
        Problem problem = ControlPlaneUnderTest.problem(late, ProblemType.CHANGED_MEANWHILE);
        assertThat(Objects.requireNonNull(problem.extensions().get("current"))
                        .at("/body/greeting")
                        .asString())
                .isEqualTo("From Ada.");
        assertThat(Objects.requireNonNull(problem.extensions().get("current"))
                        .path("revision")
                        .asInt())
                .isEqualTo(1);
        ControlPlaneUnderTest.problem(
                send("PUT", path + "/draft", Drafted.whole(), null), ProblemType.REVISION_REQUIRED);
        ControlPlaneUnderTest.problem(
                send("PUT", path + "/draft", Drafted.whole(), "*"), ProblemType.REVISION_REQUIRED);
        ControlPlaneUnderTest.problem(
                send("PUT", path + "/draft", Drafted.whole(), "W/\"1\""), ProblemType.CHANGED_MEANWHILE);
        ControlPlaneUnderTest.problem(send("POST", path + "/versions", null, null), ProblemType.REVISION_REQUIRED);
        assertThat(Json.tree(ask("GET", path + "/draft", null, null, 200).body())
                        .at("/body/greeting")
                        .asString())
                .isEqualTo("From Ada.");
    }

    @Test
    void a_draft_may_be_unfinished_but_not_misshapen() {
        String path = agent();
        JsonNode saved = Json.tree(
                ask("PUT", path + "/draft", Drafted.whole().put("prompt", "").put("language", "?"), "\"0\"", 200)
                        .body());
        assertThat(saved.path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactly("/language", "/prompt");
        Problem refused = ControlPlaneUnderTest.problem(
                send("PUT", path + "/draft", Drafted.whole().put("surprise", 1), "\"1\""), ProblemType.INVALID_DRAFT);
        assertThat(Objects.requireNonNull(refused.extensions().get("errors"))
                        .get(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/surprise");
        Problem unpublished = ControlPlaneUnderTest.problem(
                send("POST", path + "/versions", null, "\"1\""), ProblemType.INVALID_DRAFT);
        assertThat(Objects.requireNonNull(unpublished.extensions().get("errors"))
                        .size())
                .isEqualTo(2);
        JsonNode verdict = Json.tree(ask("POST", path + "/draft/validate", Drafted.whole(), null, 200)
                .body());
        assertThat(verdict.path("valid").asBoolean()).isTrue();
        ControlPlaneUnderTest.problem(send("PUT", path + "/draft", "[]", "\"1\""), ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(
                send("PUT", path + "/draft", "{\"prompt\":\"a\",\"prompt\":\"b\"}", "\"1\""),
                ProblemType.INVALID_REQUEST);
    }

    @Test
    void one_behaviour_of_two_agents_has_one_id_and_agent_id_tells_them_apart() {
        List<String> ids = new ArrayList<>();
        List<String> paths = List.of(agent(), agent());
        for (String path : paths) {
            ask("PUT", path + "/draft", Drafted.whole().put("greeting", "The same."), "\"0\"", 200);
            ids.add(Json.tree(
                            ask("POST", path + "/versions", null, "\"1\"", 201).body())
                    .path("id")
                    .asString());
        }
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        problem("GET", "/internal/versions/" + ids.getFirst(), ProblemType.INVALID_REQUEST);
        String agent = paths.getFirst().substring("/internal/agents/".length());
        ask("GET", "/internal/versions/" + ids.getFirst() + "?agent_id=" + agent, null, null, 200);
    }

    @Test
    void an_archived_agent_is_not_edited_and_its_numbers_go_to_their_fallbacks() {
        String path = agent();
        ask("PATCH", path, "{\"state\":\"archived\"}", null, 200);
        ControlPlaneUnderTest.problem(
                send("PUT", path + "/draft", Drafted.whole(), "\"0\""), ProblemType.NOT_IN_THIS_STATE);
        ask("PATCH", path, "{\"state\":\"active\",\"name\":\"Back\"}", null, 200);
        ask("PUT", path + "/draft", Drafted.whole(), "\"0\"", 200);
        ControlPlaneUnderTest.problem(send("PATCH", path, "{\"state\":\"gone\"}", null), ProblemType.INVALID_REQUEST);
    }

    @Test
    void another_tenants_agents_and_versions_do_not_exist() {
        Specimen other = SampleAgent.plant(role.db(), null);
        String viewer = role.bearer(acme.tenant(), Role.CLIENT_VIEWER);
        for (String path : List.of("", "/draft", "/versions")) {
            problem("GET", "/internal/agents/" + other.agent() + path, ProblemType.NOT_FOUND);
            assertThat(role.send(viewer, "GET", "/internal/agents/" + acme.agent() + path, null)
                            .statusCode())
                    .isEqualTo(404);
        }
        problem("GET", "/internal/versions/" + "a".repeat(64), ProblemType.NOT_FOUND);
        problem("GET", "/internal/versions/x", ProblemType.NOT_FOUND);
        problem("GET", "/internal/agents/" + UUID.randomUUID(), ProblemType.NOT_FOUND);
    }

    private static String agent() {
        JsonNode made = Json.tree(
                ask("POST", "/internal/agents", "{\"name\":\"A\"}", null, 201).body());
        return "/internal/agents/" + made.path("id").asString();
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static void problem(String method, String path, ProblemType type) {
        ControlPlaneUnderTest.problem(send(method, path, null, null), type);
    }

    private static HttpResponse<String> ask(
            String method, String path, @Nullable Object body, @Nullable String ifMatch, int status) {
        HttpResponse<String> answer = send(method, path, body, ifMatch);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static HttpResponse<String> send(
            String method, String path, @Nullable Object body, @Nullable String ifMatch) {
        String target = path + (path.contains("?") ? "&" : "?") + "tenant_id=" + acme.tenant();
        HttpRequest.Builder request = HttpRequest.newBuilder(role.at(target)).header("Authorization", operator);
        if (ifMatch != null) request.header("If-Match", ifMatch);
        if (body == null) return role.send(request.method(method, BodyPublishers.noBody()));
        String text = body instanceof String written ? written : Json.write(body);
        return role.send(
                request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(text)));
    }
}
