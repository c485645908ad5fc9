package dev.voiceops.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.http.careless.MeddlingRole;
import dev.voiceops.http.careless.SilentRole;
import dev.voiceops.http.careless.UnguardedRole;
import dev.voiceops.http.member.MemberRole;
import dev.voiceops.store.FreePorts;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

class MemberGateTest {
    private static final ServiceToken TOKEN = new ServiceToken("0123456789abcdef");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestDatabase DATABASE = TestDatabase.create(2);
    private static final int PORT = FreePorts.one();
    private static ConfigurableApplicationContext context;
    private static String own;
    private static String other;

    @BeforeAll
    static void start() {
        context = start(PORT, MemberRole.class);
        own = Specimen.plant(DATABASE.db()).tenant().toString();
        other = Specimen.plant(DATABASE.db()).tenant().toString();
    }

    @AfterAll
    static void stop() {
        context.close();
        DATABASE.close();
    }

    @Test
    void nobody_gets_in_without_a_principal() {
        HttpResponse<String> answer = call("GET", "/me", "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void everybody_may_see_what_concerns_oneself() {
        assertThat(call("GET", "/me", own + "=client_viewer").body()).contains("service:tester");
    }

    @Test
    void the_platform_is_for_internal_roles_by_permission_and_does_not_exist_for_clients() {
        assertThat(call("GET", "/prices", "internal_operator").statusCode()).isEqualTo(200);
        assertThat(call("POST", "/prices", "internal_operator").statusCode()).isEqualTo(403);
        assertThat(call("POST", "/prices", "internal_admin").statusCode()).isEqualTo(200);
        assertThat(call("GET", "/prices", own + "=client_viewer").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/prices", own + "=internal_operator").statusCode())
                .as("a role in a tenant is none on the platform")
                .isEqualTo(404);
    }

    @Test
    void a_tenant_route_reaches_the_named_tenant_only_for_who_has_a_role_in_it() {
        assertThat(call("GET", "/agents?tenant_id=" + own, "internal_operator").body())
                .isEqualTo("1");
        assertThat(call("GET", "/agents?tenant_id=" + own, own + "=internal_operator")
                        .statusCode())
                .isEqualTo(200);
        assertThat(call("GET", "/agents?tenant_id=" + other, own + "=internal_operator")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/agents?tenant_id=" + own, own + "=client_viewer")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/agents?tenant_id=" + UUID.randomUUID(), "internal_admin")
                        .statusCode())
                .as("a tenant that is not there")
                .isEqualTo(404);
    }

    @Test
    void who_belongs_to_one_tenant_need_not_name_it_and_others_must_once() {
        assertThat(call("POST", "/portal", own + "=client_viewer").body()).isEqualTo(own);
        assertThat(call("POST", "/portal", own + "=client_viewer " + other + "=client_viewer")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("GET", "/agents", "internal_admin").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/agents?tenant_id=x", "internal_admin").statusCode())
                .isEqualTo(400);
        assertThat(call("GET", "/agents?tenant_id=" + own + "&tenant_id=" + other, "internal_admin")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_list_is_walked_by_its_cursor_to_the_end_and_no_further() {
        List<Integer> seen = new ArrayList<>();
        String query = "?limit=3";
        while (!query.isEmpty()) {
            JsonNode page =
                    Json.tree(call("GET", "/numbers" + query, "internal_admin").body());
            page.path("items").forEach(item -> seen.add(item.intValue()));
            query = page.has("next_cursor")
                    ? "?limit=3&cursor=" + page.path("next_cursor").stringValue()
                    : "";
        }
        assertThat(seen).containsExactly(10, 20, 30, 40, 50, 60, 70);
        assertThat(call("GET", "/numbers?limit=7", "internal_admin").body()).doesNotContain("next_cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=x",
                "limit=",
                "limit=1&limit=2",
                "limit=99999999999999999999",
                "cursor=",
                "cursor=%00",
                "cursor=AA",
                "cursor=!!",
                "cursor=Zm9v",
                "cursor=_____w",
                "cursor=MQ&cursor=MQ"
            })
    void a_limit_or_cursor_that_is_not_ours_is_refused(String query) {
        assertThat(call("GET", "/numbers?" + query, "internal_admin").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_route_that_hides_its_permission_or_its_deeds_keeps_the_role_from_starting() {
        assertThatThrownBy(() -> start(FreePorts.one(), UnguardedRole.class)).hasStackTraceContaining("add @Needs");
        assertThatThrownBy(() -> start(FreePorts.one(), SilentRole.class))
                .hasStackTraceContaining("add @Audited or @NotSensitive");
        assertThatThrownBy(() -> start(FreePorts.one(), MeddlingRole.class))
                .hasStackTraceContaining("take PortalScope");
    }

    private static ConfigurableApplicationContext start(int port, Class<?> role) {
        return SpringRoles.start(
                "127.0.0.1",
                List.of(new RolePort(role.getPackageName(), port)),
                List.of(role),
                List.of(TOKEN, DATABASE.db()));
    }

    private static HttpResponse<String> call(String method, String path, String principal) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .method(method, BodyPublishers.noBody());
        if (!principal.isEmpty()) request.header("Test-Principal", principal);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
