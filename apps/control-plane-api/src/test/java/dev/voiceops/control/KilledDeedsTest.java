package dev.voiceops.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Interruption;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Sensitive deeds, asked for over HTTP and killed before each change they make to the database and while they commit: the answer
 * says that it did not work, and nothing of it is there, its audit row included; then the same request goes through.
 */
class KilledDeedsTest {
    private static final String PASSWORD = "violet tractor hums at midnight 7";
    private static ControlPlaneUnderTest role;
    private static Interruption interruption;
    private static Specimen acme;
    private static String admin;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), null);
        interruption = role.interruption();
        admin = role.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void the_first_administrator_and_people_signing_in_and_out() {
        survives("", "POST", "/auth/register-first-admin", person("first@example.com"), 201, 4);
        JsonNode made = survives(admin, "POST", "/internal/users", person("second@example.com"), 201, 3);
        String user = "/internal/users/" + made.path("id").asString();
        survives(admin, "PUT", user, Map.of("name", "Renamed", "disabled", false), 200, 3);
        survives(admin, "POST", user + "/password", Map.of("password", PASSWORD + "8"), 204, 3);
        Map<String, String> credentials = Map.of("email", "second@example.com", "password", PASSWORD + "8");
        JsonNode signedIn = survives("", "POST", "/auth/login", credentials, 200, 3);
        String bearer = "Bearer " + signedIn.path("access_token").asString();
        survives(bearer, "POST", "/auth/logout", null, 204, 3);
        assertThat(role.send(bearer, "GET", "/auth/me", null).statusCode()).isEqualTo(401);
    }

    @Test
    void memberships_and_keys() {
        String user = role.members().add((Role) null).toString();
        String membership = of("/internal/memberships/" + user);
        survives(admin, "PUT", membership, Map.of("role", "client_viewer"), 200, 3);
        survives(admin, "PUT", membership, Map.of("role", "internal_operator"), 200, 3);
        survives(admin, "DELETE", membership, null, 204, 3);
        JsonNode key =
                survives(admin, "POST", of("/internal/api-keys"), Map.of("name", "n", "role", "client_viewer"), 201, 3);
        String bearer = "Bearer " + key.path("key").asString();
        assertThat(role.send(bearer, "GET", "/client/calls", null).statusCode()).isEqualTo(200);
        survives(admin, "DELETE", of("/internal/api-keys/" + key.path("id").asString()), null, 204, 3);
        assertThat(role.send(bearer, "GET", "/client/calls", null).statusCode()).isEqualTo(401);
    }

    @Test
    void integrations_and_numbers() {
        Map<String, String> deepgram = Map.of("kind", "deepgram", "name", "own", "secret", "dg-secret-1");
        JsonNode added = survives(admin, "POST", of("/internal/integrations"), deepgram, 201, 5);
        String integration = "/internal/integrations/" + added.path("id").asString();
        survives(admin, "PUT", of(integration + "/secret"), Map.of("secret", "dg-secret-2"), 200, 3);
        survives(admin, "PATCH", of(integration), Map.of("serves_calls", false, "name", "spare"), 200, 4);
        survives(admin, "DELETE", of(integration), null, 204, 3);
        JsonNode number =
                survives(admin, "POST", of("/internal/phone-numbers"), Map.of("e164", "+15550400001"), 201, 3);
        String path = of("/internal/phone-numbers/" + number.path("id").asString());
        survives(admin, "PATCH", path, Map.of("agent_id", acme.agent().toString()), 200, 3);
        survives(admin, "DELETE", path, null, 204, 3);
        survives(admin, "PATCH", "/internal/tenants/" + acme.tenant(), Map.of("name", "Acme anew"), 200, 3);
    }

    /** @param atLeast how many changes it makes, so that this test notices when they are no longer counted */
    private static JsonNode survives(
            String bearer, String method, String target, @Nullable Object body, int done, int atLeast) {
        List<String> before = fingerprint();
        try {
            interruption.atCommit();
            dies(role.send(bearer, method, target, body), target + " at its commit", before);
            for (int change = 1; ; change++) {
                interruption.before(change);
                HttpResponse<String> answer = role.send(bearer, method, target, body);
                if (answer.statusCode() == done) {
                    assertThat(change - 1).as(target + " makes changes").isGreaterThanOrEqualTo(atLeast);
                    assertThat(fingerprint()).as(target).isNotEqualTo(before);
                    return answer.body().isEmpty() ? Json.mapper().createObjectNode() : Json.tree(answer.body());
                }
                dies(answer, target + " before change " + change, before);
            }
        } finally {
            interruption.before(0);
        }
    }

    private static void dies(HttpResponse<String> answer, String when, List<String> before) {
        assertThat(answer.statusCode()).as(when + ": " + answer.body()).isGreaterThanOrEqualTo(500);
        assertThat(fingerprint()).as(when).isEqualTo(before);
    }

    /** All but the budgets of sign-ins: that a try was made is kept, whatever becomes of it. */
    private static List<String> fingerprint() {
        return interruption.fingerprint("sign_in_budgets");
    }

    private static Map<String, String> person(String email) {
        return Map.of("email", email, "name", "Test Person", "password", PASSWORD);
    }

    private static String of(String path) {
        return path + "?tenant_id=" + acme.tenant();
    }
}
