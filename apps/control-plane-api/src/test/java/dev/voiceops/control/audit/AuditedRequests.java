package dev.voiceops.control.audit;

import dev.voiceops.contracts.Json;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.control.signin.Members;
import dev.voiceops.control.tools.FakeN8n;
import dev.voiceops.store.Identities;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For each route that leaves an audit row, a request that succeeds. A new audited route needs one here; what the request is about is
 * made anew, so that no request depends on another.
 */
final class AuditedRequests {
    private final ControlPlaneUnderTest role;
    private final FakeN8n automation;
    private final Specimen acme;
    private final String admin;
    private final Map<String, Supplier<Prepared>> table = new LinkedHashMap<>();
    private int made;

    /**
     * A request, ready to be sent.
     *
     * @param ifMatch null: none
     */
    record Prepared(
            String bearer,
            String target,
            @Nullable Object body,
            @Nullable String ifMatch) {
        /** The same with another body; text is sent as it is. */
        Prepared with(String text) {
            return new Prepared(bearer, target, text, ifMatch);
        }
    }

    AuditedRequests(ControlPlaneUnderTest role, FakeN8n automation) {
        this.role = role;
        this.automation = automation;
        this.acme = SampleAgent.plant(role.db(), null);
        this.admin = role.bearer(Role.INTERNAL_ADMIN);
        people();
        keys();
        tenants();
        agents();
        numbers();
        integrations();
        tools();
        imported();
        calls();
        holds();
    }

    /** By {@code VERB /path}, as the route table writes it. */
    Map<String, Supplier<Prepared>> table() {
        return table;
    }

    HttpResponse<String> send(String verb, Prepared prepared) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(role.at(prepared.target())).header("Authorization", prepared.bearer());
        if (prepared.ifMatch() != null) request.header("If-Match", prepared.ifMatch());
        Object body = prepared.body();
        if (body == null) return role.send(request.method(verb, BodyPublishers.noBody()));
        request.header("Content-Type", "application/json");
        return role.send(
                request.method(verb, BodyPublishers.ofString(body instanceof String text ? text : Json.write(body))));
    }

    private void people() {
        Map<String, Object> person = Map.of("name", "Ada", "internal_role", "internal_operator", "disabled", false);
        table.put(
                "POST /internal/users",
                () -> of("/internal/users", Map.of("email", fresh() + "@example.com", "name", "Ada")));
        table.put("PUT /internal/users/{userId}", () -> of("/internal/users/" + person(), person));
        table.put(
                "POST /internal/users/{userId}/password",
                () -> of("/internal/users/" + person() + "/password", Map.of("password", Members.PASSWORD)));
        table.put("POST /internal/users/{userId}/sign-out", () -> {
            UserId user = person();
            role.members().bearer(user);
            return of("/internal/users/" + user + "/sign-out", null);
        });
        table.put("DELETE /internal/users/{userId}/identities", () -> {
            UserId user = person();
            role.db()
                    .platform(
                            Specimen.TEST,
                            Specimen.TESTER,
                            tx -> Identities.link(tx, new Identities.Identity("https://id.example", fresh()), user));
            return of("/internal/users/" + user + "/identities", null);
        });
        table.put("POST /auth/logout", () -> as(role.members().bearer(person()), "/auth/logout", null));
        table.put(
                "POST /auth/password",
                () -> as(
                        role.members().bearer(role.members().addWithPassword(Role.INTERNAL_OPERATOR)),
                        "/auth/password",
                        Map.of(
                                "current_password",
                                Members.PASSWORD,
                                "new_password",
                                "nine lanterns over a quiet harbour")));
        table.put(
                "PUT /internal/memberships/{userId}",
                () -> about("/internal/memberships/" + person(), Map.of("role", "client_viewer")));
        table.put(
                "DELETE /internal/memberships/{userId}",
                () -> about("/internal/memberships/" + role.members().add(acme.tenant(), Role.CLIENT_VIEWER), null));
    }

    private void keys() {
        Map<String, String> ofClient = Map.of("name", "Reports", "role", "client_viewer");
        Map<String, String> ofTeam = Map.of("name", "Deploy", "role", "internal_operator");
        table.put("POST /internal/api-keys", () -> about("/internal/api-keys", ofClient));
        table.put(
                "DELETE /internal/api-keys/{keyId}",
                () -> about("/internal/api-keys/" + made("POST", about("/internal/api-keys", ofClient)), null));
        table.put("POST /internal/service-keys", () -> of("/internal/service-keys", ofTeam));
        table.put(
                "DELETE /internal/service-keys/{keyId}",
                () -> of("/internal/service-keys/" + made("POST", of("/internal/service-keys", ofTeam)), null));
    }

    private void tenants() {
        table.put("POST /internal/tenants", () -> of("/internal/tenants", Map.of("slug", fresh(), "name", "New")));
        table.put(
                "PATCH /internal/tenants/{tenantId}",
                () -> of("/internal/tenants/" + acme.tenant(), Map.of("name", "Renamed " + fresh())));
        table.put(
                "POST /internal/prices",
                () -> of(
                        "/internal/prices",
                        Map.of(
                                "vendor",
                                "rime",
                                "item",
                                fresh(),
                                "unit",
                                "character",
                                "usd",
                                0.01,
                                "valid_from",
                                "2031-01-01T00:00:00Z")));
        table.put(
                "PUT /internal/tenants/{tenantId}/portal-recordings",
                () -> of("/internal/tenants/" + acme.tenant() + "/portal-recordings", Map.of("allowed", true)));
        table.put(
                "POST /internal/subjects/erasure",
                () -> about("/internal/subjects/erasure", Map.of("number", "+15550004242")));
        table.put("GET /internal/audit", () -> about("/internal/audit", null));
        table.put("GET /internal/audit/platform", () -> of("/internal/audit/platform", null));
    }

    private void agents() {
        table.put("POST /internal/agents", () -> about("/internal/agents", Map.of("name", "Agent " + fresh())));
        table.put(
                "PATCH /internal/agents/{agentId}",
                () -> about("/internal/agents/" + agent(), Map.of("name", "A " + fresh())));
        table.put("POST /internal/agents/{agentId}/versions", () -> {
            String agent = agent();
            draft(agent, "One.", "\"0\"");
            return new Prepared(admin, tenant("/internal/agents/" + agent + "/versions"), null, "\"1\"");
        });
        table.put("POST /internal/agents/{agentId}/draft/restore", () -> {
            Published two = published();
            return new Prepared(
                    admin,
                    tenant("/internal/agents/" + two.agent() + "/draft/restore"),
                    Map.of("version_id", two.older()),
                    "\"2\"");
        });
        table.put("POST /internal/versions/{versionId}/publish", () -> about(published(), "publish"));
        table.put("POST /internal/versions/{versionId}/archive", () -> about(published(), "archive"));
    }

    private Prepared about(Published two, String deed) {
        String target = tenant("/internal/versions/" + two.older() + "/" + deed) + "&agent_id=" + two.agent();
        return new Prepared(admin, target, null, null);
    }

    /** An agent with two versions, the younger one live. */
    private record Published(String agent, String older) {}

    private Published published() {
        String agent = agent();
        String older = "";
        for (int revision = 0; revision < 2; revision++) {
            draft(agent, "Prompt " + fresh(), "\"" + revision + "\"");
            String target = tenant("/internal/agents/" + agent + "/versions");
            HttpResponse<String> answer = send("POST", new Prepared(admin, target, null, "\"" + (revision + 1) + "\""));
            if (revision == 0) older = id(answer);
        }
        return new Published(agent, older);
    }

    private String agent() {
        return made("POST", about("/internal/agents", Map.of("name", "Agent " + fresh())));
    }

    private void draft(String agent, String prompt, String ifMatch) {
        String target = tenant("/internal/agents/" + agent + "/draft");
        var body = (tools.jackson.databind.node.ObjectNode)
                Json.tree(role.send(admin, "GET", target, null).body())
                        .path("body")
                        .deepCopy();
        body.put("prompt", prompt);
        HttpResponse<String> saved = send("PUT", new Prepared(admin, target, body, ifMatch));
        if (saved.statusCode() != 200) throw new AssertionError(saved.body());
    }

    private void numbers() {
        table.put("POST /internal/phone-numbers", () -> about("/internal/phone-numbers", Map.of("e164", number())));
        table.put(
                "PATCH /internal/phone-numbers/{numberId}",
                () -> about(
                        "/internal/phone-numbers/"
                                + made("POST", about("/internal/phone-numbers", Map.of("e164", number()))),
                        Map.of("fallback_message", "Nobody is here.")));
        table.put(
                "DELETE /internal/phone-numbers/{numberId}",
                () -> about(
                        "/internal/phone-numbers/"
                                + made("POST", about("/internal/phone-numbers", Map.of("e164", number()))),
                        null));
        table.put(
                "POST /internal/phone-numbers/import",
                () -> about("/internal/phone-numbers/import", Map.of("numbers", java.util.List.of(OneNumber.E164))));
    }

    private void integrations() {
        String all = "/internal/integrations";
        table.put("POST /internal/integrations", () -> about(all, n8n()));
        table.put(
                "PATCH /internal/integrations/{integrationId}",
                () -> about(all + "/" + made("POST", about(all, n8n())), Map.of("name", "N " + fresh())));
        table.put(
                "PUT /internal/integrations/{integrationId}/secret",
                () -> about(
                        all + "/" + made("POST", about(all, n8n())) + "/secret",
                        Map.of("secret", "another-key-abcdef")));
        table.put(
                "DELETE /internal/integrations/{integrationId}",
                () -> about(all + "/" + made("POST", about(all, n8n())), null));
        table.put(
                "POST /internal/integrations/{integrationId}/test",
                () -> about(all + "/" + made("POST", about(all, n8n())) + "/test", null));
        table.put(
                "POST /internal/integrations/{integrationId}/signing-key",
                () -> about(all + "/" + made("POST", about(all, n8n())) + "/signing-key", null));
    }

    private Map<String, String> n8n() {
        return Map.of(
                "kind",
                "n8n",
                "name",
                "n8n " + fresh(),
                "base_url",
                "http://127.0.0.1:1",
                "secret",
                "a-key-of-the-shop");
    }

    private void tools() {
        String all = "/internal/tools";
        table.put("POST /internal/tools", () -> about(all, tool(fresh())));
        table.put("PUT /internal/tools/{toolId}", () -> {
            String name = fresh();
            return about(all + "/" + made("POST", about(all, tool(name))), tool(name));
        });
        table.put(
                "DELETE /internal/tools/{toolId}",
                () -> about(all + "/" + made("POST", about(all, tool(fresh()))), null));
        table.put("PUT /internal/tools/{toolId}/endpoints", this::served);
        table.put("DELETE /internal/tools/{toolId}/endpoints", () -> {
            Prepared served = served();
            send("PUT", served);
            return new Prepared(admin, served.target(), null, null);
        });
        table.put(
                "POST /internal/executions/{executionId}/resolve",
                () -> about(
                        "/internal/executions/" + UnknownExecution.of(acme) + "/resolve",
                        Map.of("came_to", "done", "note", "I asked.")));
    }

    private void imported() {
        table.put(
                "PUT /internal/integrations/{integrationId}/gate",
                () -> about("/internal/integrations/" + reachable() + "/gate", Map.of("max_concurrent", 7)));
        table.put(
                "POST /internal/integrations/{integrationId}/discover",
                () -> about("/internal/integrations/" + reachable() + "/discover", Map.of()));
        table.put("POST /internal/tools/import", this::taken);
        table.put(
                "POST /internal/tools/{toolId}/drift/accept",
                () -> about("/internal/tools/" + made("POST", taken()) + "/drift/accept", null));
    }

    private Prepared taken() {
        String workflow = fresh();
        automation.publish(workflow, "order-status");
        return about(
                "/internal/tools/import",
                Map.of("integration_id", reachable(), "reference", workflow + "/webhook", "name", "order-" + workflow));
    }

    private String reachable() {
        Map<String, Object> n8n = Map.of(
                "kind",
                "n8n",
                "name",
                "n8n " + fresh(),
                "base_url",
                automation.url() + "/webhook",
                "settings",
                Map.of("auth", "api_key"),
                "secret",
                FakeN8n.KEY);
        return made("POST", about("/internal/integrations", n8n));
    }

    private Prepared served() {
        String tool = made("POST", about("/internal/tools", tool(fresh())));
        String integration = made("POST", about("/internal/integrations", n8n()));
        return about(
                "/internal/tools/" + tool + "/endpoints", Map.of("integration_id", integration, "path", "/orders"));
    }

    private static Map<String, Object> tool(String name) {
        return Map.of("name", name, "class", "read", "input_schema", Map.of("type", "object"));
    }

    private void calls() {
        String calls = "/internal/calls/";
        table.put("GET /internal/calls/{callId}/record", () -> about(calls + acme.call() + "/record", null));
        table.put("GET /internal/calls/{callId}/events", () -> about(calls + acme.call() + "/events", null));
        table.put("GET /internal/calls/{callId}/transcript", () -> about(calls + acme.call() + "/transcript", null));
        table.put(
                "GET /client/calls/{callId}/transcript",
                () -> about("/client/calls/" + acme.call() + "/transcript", null));
    }

    private void holds() {
        Map<String, String> hold = Map.of("matter", "Case 7", "reason", "a claim", "owner", "Legal");
        String all = "/internal/legal-holds";
        table.put("POST /internal/legal-holds", () -> about(all, hold));
        table.put(
                "POST /internal/calls/{callId}/legal-hold",
                () -> about("/internal/calls/" + acme.call() + "/legal-hold", hold));
        table.put(
                "PATCH /internal/legal-holds/{holdId}",
                () -> about(all + "/" + made("POST", about(all, hold)), Map.of("review_at", "2031-01-31")));
        table.put(
                "POST /internal/legal-holds/{holdId}/release",
                () -> about(all + "/" + made("POST", about(all, hold)) + "/release", null));
    }

    private UserId person() {
        return role.members().add(Role.INTERNAL_OPERATOR);
    }

    private String made(String verb, Prepared prepared) {
        return id(send(verb, prepared));
    }

    private static String id(HttpResponse<String> answer) {
        if (answer.statusCode() != 201) throw new AssertionError(answer.body());
        return Json.tree(answer.body()).path("id").asString();
    }

    private Prepared of(String target, @Nullable Object body) {
        return as(admin, target, body);
    }

    private Prepared about(String target, @Nullable Object body) {
        return as(admin, tenant(target), body);
    }

    private static Prepared as(String bearer, String target, @Nullable Object body) {
        return new Prepared(bearer, target, body, null);
    }

    private String tenant(String target) {
        return target + "?tenant_id=" + acme.tenant();
    }

    private String fresh() {
        return "n" + ++made + UUID.randomUUID().toString().substring(0, 8);
    }

    private String number() {
        return "+1555010%04d".formatted(++made);
    }
}
