package dev.voiceops.control.signin;

import static dev.voiceops.control.ControlPlaneUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in with a password, and what people, memberships and keys do to it. */
class SignInTest {
    private static ControlPlaneUnderTest role;
    private static String admin = "";

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
    void of_32_who_register_the_first_administrator_at_once_one_does() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> racers = IntStream.range(0, 32)
                    .<Callable<Integer>>mapToObj(i -> () -> post("/auth/register-first-admin", person("first" + i))
                            .statusCode())
                    .toList();
            Map<Integer, Long> answers = threads.invokeAll(racers).stream()
                    .map(Future::resultNow)
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
            assertThat(answers).containsEntry(201, 1L);
            assertThat(answers.keySet())
                    .as("too late, or on a slow machine not hashed in time")
                    .isSubsetOf(201, 409, 429);
        }
        problem(post("/auth/register-first-admin", person("late")), ProblemType.NOT_IN_THIS_STATE);
    }

    @Test
    void the_right_password_gives_a_token_that_is_good_and_short() {
        UserId user = role.members().addWithPassword(null);
        HttpResponse<String> answer = signIn(Members.email(user), Members.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(200);
        String bearer =
                "Bearer " + Json.tree(answer.body()).path("access_token").asString();
        assertThat(Json.tree(answer.body()).path("expires_in").asInt()).isEqualTo(900);
        assertThat(role.send(bearer, "GET", "/auth/me", null).statusCode()).isEqualTo(200);
    }

    @Test
    void a_wrong_password_an_unknown_person_a_disabled_one_and_one_without_password_are_one_answer() {
        UserId user = role.members().addWithPassword(null);
        UserId disabled = role.members().addWithPassword(null);
        role.db().platform(Specimen.TEST, Specimen.TESTER, tx -> Users.change(tx, disabled, "Gone", null, true));
        UserId without = role.members().add((Role) null);
        assertThat(Stream.of(
                                signIn(Members.email(user), "wrong password, quite wrong"),
                                signIn("stranger@example.com", Members.PASSWORD),
                                signIn(Members.email(disabled), Members.PASSWORD),
                                signIn(Members.email(without), Members.PASSWORD))
                        .map(answer -> answer.statusCode()
                                + Json.tree(answer.body()).path("detail").asString()))
                .containsOnly("401E-mail or password is wrong");
    }

    @Test
    void guessing_is_slowed_down_and_a_known_browser_is_not() {
        UserId user = role.members().addWithPassword(null);
        String email = Members.email(user);
        Browser known = new Browser(role);
        known.signIn(email, Members.PASSWORD);
        int refused = 0;
        while (signIn(email, "guess number " + refused).statusCode() == 401) refused++;
        HttpResponse<String> throttled = signIn(email, Members.PASSWORD);

        assertThat(refused).isEqualTo(Throttle.BURST);
        problem(throttled, ProblemType.TOO_MANY_TRIES);
        assertThat(throttled.headers().firstValueAsLong("Retry-After").orElse(0))
                .isBetween(1L, 900L);
        assertThat(known.signIn(email, Members.PASSWORD).statusCode())
                .as("the owner")
                .isEqualTo(200);
        Browser forged = new Browser(role).cookie(Cookies.DEVICE, known.cookies.get(Cookies.DEVICE) + "x");
        assertThat(forged.signIn(email, Members.PASSWORD).statusCode())
                .as("a forged mark")
                .isEqualTo(429);
    }

    @Test
    void weak_passwords_and_odd_addresses_are_refused_by_name() {
        for (String password : List.of("short", "password1234", "qwertyuiop12", "aaaaaaaaaaaaaaaa")) {
            assertThat(problem(add("weak@example.com", password), ProblemType.INVALID_REQUEST)
                            .detail())
                    .startsWith("password: ");
        }
        assertThat(add("twice@example.com", Members.PASSWORD).statusCode()).isEqualTo(201);
        problem(add("Twice@Example.com", Members.PASSWORD), ProblemType.TAKEN);
        for (String email : List.of(
                "",
                "nobody",
                "a@b@c",
                "a b@example.com",
                "\u0430dmin@example.com",
                "a@-",
                "x".repeat(250) + "@e.com")) {
            assertThat(problem(add(email, Members.PASSWORD), ProblemType.INVALID_REQUEST)
                            .detail())
                    .startsWith("email: ");
        }
    }

    @Test
    void one_changes_ones_password_and_other_sessions_end() {
        UserId user = role.members().addWithPassword(null);
        String here = role.members().bearer(user);
        String elsewhere = role.members().bearer(user);
        String fresh = "nine lanterns over a quiet harbour";
        assertThat(change(here, "not my password at all", fresh)).isEqualTo(403);
        assertThat(change(here, Members.PASSWORD, "password1234")).isEqualTo(400);
        assertThat(change(here, Members.PASSWORD, fresh)).isEqualTo(204);
        assertThat(role.send(here, "GET", "/auth/me", null).statusCode()).isEqualTo(200);
        assertThat(role.send(elsewhere, "GET", "/auth/me", null).statusCode()).isEqualTo(401);
        assertThat(signIn(Members.email(user), Members.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn(Members.email(user), fresh).statusCode()).isEqualTo(200);
    }

    @Test
    void a_disabled_person_is_out_at_once_and_the_last_administrator_stays() {
        UserId other = role.members().add(Role.INTERNAL_ADMIN);
        String bearer = role.members().bearer(other);
        assertThat(put("/internal/users/" + other, Map.of("name", "Gone", "disabled", true))
                        .statusCode())
                .isEqualTo(200);
        assertThat(role.send(bearer, "GET", "/auth/me", null).statusCode()).isEqualTo(401);

        try (var lonely = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20))) {
            UserId last = lonely.members().add(Role.INTERNAL_ADMIN);
            String only = lonely.members().bearer(last);
            for (Map<String, Object> change : List.<Map<String, Object>>of(
                    Map.of("name", "X", "disabled", true, "internal_role", "internal_admin"),
                    Map.of("name", "X", "disabled", false, "internal_role", "internal_operator"),
                    Map.of("name", "X", "disabled", false))) {
                problem(lonely.send(only, "PUT", "/internal/users/" + last, change), ProblemType.NOT_IN_THIS_STATE);
            }
        }
    }

    @Test
    void a_member_is_taken_in_and_let_go() {
        TenantId tenant = Specimen.plant(role.db()).tenant();
        UserId user = role.members().add((Role) null);
        String bearer = role.members().bearer(user);
        String route = "/internal/memberships/" + user + "?tenant_id=" + tenant;
        assertThat(put(route, Map.of("role", "client_viewer")).statusCode()).isEqualTo(200);
        assertThat(role.send(bearer, "GET", "/auth/me", null).body()).contains(tenant.toString());
        assertThat(role.send(admin, "GET", "/internal/memberships?tenant_id=" + tenant, null)
                        .body())
                .contains(user.toString());
        assertThat(role.send(admin, "DELETE", route, null).statusCode()).isEqualTo(204);
        assertThat(role.send(bearer, "GET", "/auth/me", null).body()).doesNotContain(tenant.toString());
        problem(role.send(admin, "DELETE", route, null), ProblemType.NOT_FOUND);
        problem(
                put(
                        "/internal/memberships/" + UserId.create() + "?tenant_id=" + tenant,
                        Map.of("role", "client_viewer")),
                ProblemType.NOT_FOUND);
    }

    @Test
    void a_key_acts_until_it_is_revoked_and_shows_its_use() {
        TenantId tenant = Specimen.plant(role.db()).tenant();
        String keys = "/internal/api-keys?tenant_id=" + tenant;
        HttpResponse<String> made =
                role.send(admin, "POST", keys, Map.of("name", "Reporting", "role", "client_viewer"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String key = "Bearer " + Json.tree(made.body()).path("key").asString();
        assertThat(role.send(key, "GET", "/auth/me", null).body()).contains(tenant.toString(), "client_viewer");
        assertThat(role.send(admin, "GET", keys, null).body())
                .contains("last_used_at")
                .doesNotContain(key.substring(7));
        assertThat(role.send(key, "GET", keys, null).statusCode()).isEqualTo(404);
        String id = Json.tree(made.body()).path("id").asString();
        assertThat(role.send(admin, "DELETE", "/internal/api-keys/" + id + "?tenant_id=" + tenant, null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(role.send(key, "GET", "/auth/me", null).statusCode()).isEqualTo(401);
    }

    @Test
    void a_service_key_acts_in_all_tenants_and_is_never_a_clients() {
        HttpResponse<String> made = role.send(
                admin, "POST", "/internal/service-keys", Map.of("name", "Deploy", "role", "internal_operator"));
        String key = "Bearer " + Json.tree(made.body()).path("key").asString();
        assertThat(Json.tree(role.send(key, "GET", "/auth/me", null).body())
                        .path("internal_role")
                        .asString())
                .isEqualTo("internal_operator");
        problem(role.send(key, "GET", "/internal/users", null), ProblemType.FORBIDDEN);
        problem(
                role.send(admin, "POST", "/internal/service-keys", Map.of("name", "X", "role", "client_viewer")),
                ProblemType.INVALID_REQUEST);
    }

    @Test
    void keyed_doors_that_were_not_asked_for_are_not_there() {
        problem(post("/auth/bootstrap/user", person("boot")), ProblemType.NOT_FOUND);
        problem(post("/internal/dev/token", Map.of("email", "a@example.com")), ProblemType.NOT_FOUND);
    }

    private static Map<String, Object> person(String name) {
        return Map.of("email", name + "@example.com", "name", name, "password", Members.PASSWORD);
    }

    private static HttpResponse<String> post(String target, Object body) {
        return role.send("", "POST", target, body);
    }

    private static HttpResponse<String> put(String target, Object body) {
        return role.send(admin, "PUT", target, body);
    }

    private static HttpResponse<String> add(String email, String password) {
        return role.send(admin, "POST", "/internal/users", Map.of("email", email, "name", "New", "password", password));
    }

    private static HttpResponse<String> signIn(String email, String password) {
        return post("/auth/login", Map.of("email", email, "password", password));
    }

    private static int change(String bearer, String current, String fresh) {
        return role.send(bearer, "POST", "/auth/password", Map.of("current_password", current, "new_password", fresh))
                .statusCode();
    }
}
