package dev.voiceops.control.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is taken from somebody in one process is gone in every other with the next request, not some time later: the answer is asked
 * for once, without waiting.
 */
class TwoProcessesTest {
    private static ControlPlaneUnderTest one;
    private static ControlPlaneUnderTest other;
    private static String admin = "";

    @BeforeAll
    static void start() {
        one = new ControlPlaneUnderTest(UnaryOperator.identity());
        other = one.beside();
        admin = one.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    void a_sign_out_holds_everywhere() {
        UserId user = one.members().addWithPassword(Role.INTERNAL_OPERATOR);
        Browser here = new Browser(one);
        here.signIn(Members.email(user), Members.PASSWORD);
        Browser there = new Browser(other).cookie(Cookies.SESSION, here.session());
        String bearer = one.members().bearer(user);
        assertThat(there.send("GET", "/auth/me", null).statusCode()).isEqualTo(200);
        assertThat(me(bearer)).isEqualTo(200);

        assertThat(here.send("POST", "/auth/logout?everywhere=true", null).statusCode())
                .isEqualTo(204);

        assertThat(there.send("GET", "/auth/me", null).statusCode()).isEqualTo(401);
        assertThat(me(bearer)).isEqualTo(401);
    }

    @Test
    void a_lost_role_is_lost_everywhere() {
        UserId user = one.members().add(Role.INTERNAL_ADMIN);
        String bearer = one.members().bearer(user);
        assertThat(other.send(bearer, "GET", "/internal/users", null).statusCode())
                .isEqualTo(200);

        change(user, Map.of("name", "Less", "internal_role", "internal_operator", "disabled", false));
        assertThat(other.send(bearer, "GET", "/internal/users", null).statusCode())
                .isEqualTo(403);

        change(user, Map.of("name", "Nothing", "disabled", false));
        assertThat(other.send(bearer, "GET", "/internal/users", null).statusCode())
                .isEqualTo(404);

        change(user, Map.of("name", "Gone", "disabled", true));
        assertThat(me(bearer)).isEqualTo(401);
    }

    @Test
    void a_membership_that_ended_and_a_key_that_was_revoked_are_over_everywhere() {
        TenantId tenant = Specimen.plant(one.db()).tenant();
        UserId user = one.members().add(tenant, Role.CLIENT_VIEWER);
        String bearer = one.members().bearer(user);
        String made = one.send(
                        admin,
                        "POST",
                        "/internal/api-keys?tenant_id=" + tenant,
                        Map.of("name", "Reports", "role", "client_viewer"))
                .body();
        String key = "Bearer " + made.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
        String id = made.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        for (String credential : List.of(bearer, key)) {
            assertThat(other.send(credential, "GET", "/client/calls?tenant_id=" + tenant, null)
                            .statusCode())
                    .isEqualTo(200);
        }

        one.send(admin, "DELETE", "/internal/memberships/" + user + "?tenant_id=" + tenant, null);
        one.send(admin, "DELETE", "/internal/api-keys/" + id + "?tenant_id=" + tenant, null);

        assertThat(other.send(bearer, "GET", "/client/calls?tenant_id=" + tenant, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(other.send(key, "GET", "/client/calls?tenant_id=" + tenant, null)
                        .statusCode())
                .isEqualTo(401);
    }

    private static void change(UserId user, Map<String, Object> change) {
        assertThat(one.send(admin, "PUT", "/internal/users/" + user, change).statusCode())
                .isEqualTo(200);
    }

    private static int me(String bearer) {
        return other.send(bearer, "GET", "/auth/me", null).statusCode();
    }
}
