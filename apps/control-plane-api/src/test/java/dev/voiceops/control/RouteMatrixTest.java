package dev.voiceops.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Every route of the role, as the running application lists them, asked by everybody about every tenant; what is expected follows
 * from {@link Access}, {@link Needs} and the permission table alone. A new route is tried without being named here; one whose path
 * names a thing that is not known here fails.
 */
class RouteMatrixTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Set<RequestMethod> SAFE = Set.of(RequestMethod.GET, RequestMethod.HEAD);
    private static final Object NONSENSE = Map.of("nonsense", true);
    private static ControlPlaneUnderTest role;
    private static Specimen own;
    private static Specimen other;
    private static Map<String, String> ownThings;
    private static Map<String, String> otherThings;
    private static final Map<Who, UserId> PEOPLE = new EnumMap<>(Who.class);

    /** Who asks. */
    private enum Who {
        NOBODY,
        WRONG_AUDIENCE,
        CLIENT_VIEWER,
        BOUND_OPERATOR,
        OPERATOR,
        ADMIN;

        Optional<Role> internal() {
            return switch (this) {
                case OPERATOR -> Optional.of(Role.INTERNAL_OPERATOR);
                case ADMIN -> Optional.of(Role.INTERNAL_ADMIN);
                case NOBODY, WRONG_AUDIENCE, CLIENT_VIEWER, BOUND_OPERATOR -> Optional.empty();
            };
        }

        Optional<Role> in(Whose tenant) {
            if (internal().isPresent() || tenant == Whose.OTHER || tenant == Whose.UNKNOWN) return internal();
            return Optional.of(this == CLIENT_VIEWER ? Role.CLIENT_VIEWER : Role.INTERNAL_OPERATOR);
        }
    }

    /** About which tenant. */
    private enum Whose {
        OWN,
        OTHER,
        UNKNOWN,
        NONE
    }

    /** A route as the table lists it; {@code needs} null: not for members. */
    private record Route(
            RequestMethod method,
            String pattern,
            Access.By access,
            @Nullable Permission needs) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        own = SampleAgent.plant(role.db(), null);
        // a version is named by its content, so that both tenants would have the same
        other = SampleAgent.plant(role.db(), "+15557770000");
        ownThings = Belongings.of(role, own);
        otherThings = Belongings.of(role, other);
        PEOPLE.put(Who.CLIENT_VIEWER, role.members().add(own.tenant(), Role.CLIENT_VIEWER));
        PEOPLE.put(Who.BOUND_OPERATOR, role.members().add(own.tenant(), Role.INTERNAL_OPERATOR));
        PEOPLE.put(Who.OPERATOR, role.members().add(Role.INTERNAL_OPERATOR));
        PEOPLE.put(Who.ADMIN, role.members().add(Role.INTERNAL_ADMIN));
    }

    /** A session of its own for each question: some routes end the session they are asked in. */
    private static String bearer(Who who) {
        return switch (who) {
            case NOBODY -> "";
            case WRONG_AUDIENCE -> role.members().foreignBearer();
            case CLIENT_VIEWER, BOUND_OPERATOR, OPERATOR, ADMIN ->
                role.members().bearer(Objects.requireNonNull(PEOPLE.get(who)));
        };
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void every_route_lets_in_whom_its_permission_names_and_nobody_else() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> cells = new TreeMap<>();
        for (Route route : routes()) {
            for (Who who : Who.values()) {
                for (Whose tenant : route.access() == Access.By.MEMBER ? Whose.values() : new Whose[] {Whose.NONE}) {
                    String expected = expected(route, who, tenant);
                    // what would be let in must not be done to the things that later cells need
                    boolean harmless = SAFE.contains(route.method()) || !expected.equals("in");
                    HttpResponse<String> answer = ask(route, who, tenant, harmless ? ownThings : Map.of());
                    String got = verdict(answer);
                    cells.merge(expected, 1, Integer::sum);
                    if (!matches(expected, got)) {
                        wrong.add("%s by %s about %s: expected %s, got %s %s"
                                .formatted(route, who, tenant, expected, got, answer.body()));
                    }
                }
            }
        }
        System.out.println("route matrix: " + routes().size() + " routes, "
                + cells.values().stream().mapToInt(count -> count).sum() + " cells " + cells);
        assertThat(wrong).isEmpty();
        assertThat(cells.getOrDefault("in", 0)).isGreaterThan(50);
    }

    /** Bodies that get as far as looking for what the path names; without one a write may be turned away for its body. */
    private static final Map<String, Object> BODIES = Map.of(
            "PATCH /internal/phone-numbers/{numberId}", Map.of("fallback_number", "+15550002222"),
            "PATCH /internal/integrations/{integrationId}", Map.of("name", "Taken over"),
            "PUT /internal/integrations/{integrationId}/secret", Map.of("secret", "put-in-by-a-stranger"),
            "POST /internal/executions/{executionId}/resolve", Map.of("came_to", "done", "note", "not mine"),
            "POST /internal/agents/{agentId}/draft/validate", Map.of());

    @Test
    void ids_of_another_tenant_are_ids_of_nothing() {
        List<String> wrong = new ArrayList<>();
        Map<Integer, Integer> answers = new TreeMap<>();
        Set<String> named = new TreeSet<>();
        List<String> before = belongings();
        for (Route route : routes()) {
            Permission needs = route.needs();
            if (needs == null
                    || needs.reach() != Permission.Reach.TENANT
                    || !route.pattern().contains("{")) continue;
            VARIABLE.matcher(route.pattern()).results().forEach(variable -> named.add(variable.group(1)));
            HttpResponse<String> answer = ask(route, Who.ADMIN, Whose.OWN, otherThings);
            answers.merge(answer.statusCode(), 1, Integer::sum);
            boolean looksFirst = SAFE.contains(route.method())
                    || route.method() == RequestMethod.DELETE
                    || BODIES.containsKey(route.toString());
            boolean hidden = looksFirst
                    ? answer.statusCode() == 404
                    // any other write may be turned away for its body or missing If-Match before anything is looked up
                    : Set.of(400, 404, 412, 415, 422, 428).contains(answer.statusCode());
            if (!hidden) wrong.add(route + ": " + answer.statusCode() + " " + answer.body());
        }
        System.out.println("another tenant's ids: "
                + answers.values().stream().mapToInt(n -> n).sum() + " routes that name " + named
                + ", answers by status " + answers);
        assertThat(wrong).isEmpty();
        assertThat(answers.getOrDefault(404, 0)).isGreaterThan(25);
        assertThat(belongings()).as("what the other tenant has").isEqualTo(before);
    }

    /** Each thing of the other tenant as it is shown to one who may see it: what proves that the ids above are real. */
    private static List<String> belongings() {
        List<String> shown = new ArrayList<>();
        for (Route route : routes()) {
            if (route.needs() == null
                    || !SAFE.contains(route.method())
                    || route.needs().reach() != Permission.Reach.TENANT
                    || !route.pattern().matches("/internal/[^{]+\\{\\w+}")) continue;
            HttpResponse<String> answer = ask(route, Who.ADMIN, Whose.OTHER, otherThings);
            assertThat(answer.statusCode()).as(route + " " + answer.body()).isEqualTo(200);
            shown.add(route + " " + answer.body());
        }
        assertThat(shown).hasSizeGreaterThan(6);
        return shown;
    }

    @Test
    void a_clients_credential_finds_no_internal_route() {
        for (Route route : routes()) {
            if (route.access() != Access.By.MEMBER || !route.pattern().startsWith("/internal/")) continue;
            if (route.needs() == Permission.OWN_ACCOUNT) continue;
            assertThat(ask(route, Who.CLIENT_VIEWER, Whose.OWN, ownThings).statusCode())
                    .as(route.toString())
                    .isEqualTo(404);
        }
    }

    private static String expected(Route route, Who who, Whose tenant) {
        boolean known = who != Who.NOBODY && who != Who.WRONG_AUDIENCE;
        return switch (route.access()) {
            case ANYONE -> "open";
            case SERVICE -> "401";
            case OWN_CHECK -> "own";
            case MEMBER -> known ? member(Objects.requireNonNull(route.needs()), who, tenant) : "401";
        };
    }

    private static String member(Permission needs, Who who, Whose tenant) {
        return switch (needs.reach()) {
            case SELF -> "in";
            case PLATFORM -> of(who.internal(), needs);
            case TENANT -> {
                if (tenant == Whose.NONE && who.internal().isPresent()) yield "400";
                String verdict = of(who.in(tenant), needs);
                yield tenant == Whose.UNKNOWN && verdict.equals("in") ? "404" : verdict;
            }
        };
    }

    private static String of(Optional<Role> held, Permission needs) {
        if (held.isEmpty()) return "404";
        if (needs.isOf(held.get())) return "in";
        return held.get() == Role.CLIENT_VIEWER ? "404" : "403";
    }

    private static boolean matches(String expected, String got) {
        return switch (expected) {
            case "open" -> true;
            case "own" -> got.startsWith("4") || got.equals("in");
            default -> expected.equals(got);
        };
    }

    /** In: past the gates, whatever came of it there. */
    private static String verdict(HttpResponse<String> answer) {
        int status = answer.statusCode();
        String detail = status >= 400 && answer.body().startsWith("{")
                ? Json.tree(answer.body()).path("detail").asString("")
                : "";
        return switch (status) {
            case 401, 403 -> Integer.toString(status);
            case 404 ->
                detail.equals("There is no such tenant") || detail.equals("There is no such route") ? "404" : "in";
            case 400 -> detail.startsWith("tenant_id: ") ? "400" : "in";
            default -> "in";
        };
    }

    private static HttpResponse<String> ask(Route route, Who who, Whose tenant, Map<String, String> things) {
        String query = switch (tenant) {
            case OWN -> "?tenant_id=" + own.tenant();
            case OTHER -> "?tenant_id=" + other.tenant();
            case UNKNOWN -> "?tenant_id=" + TenantId.create();
            case NONE -> "";
        };
        // parameters without which a route does not get as far as looking for anything
        if (route.pattern().endsWith("/diff")) query += (query.isEmpty() ? "?" : "&") + "to=draft";
        boolean bodiless = SAFE.contains(route.method());
        Object body = bodiless ? null : BODIES.getOrDefault(things.isEmpty() ? "" : route.toString(), NONSENSE);
        return role.send(bearer(who), route.method().name(), path(route, things) + query, body);
    }

    private static String path(Route route, Map<String, String> things) {
        Matcher matcher = VARIABLE.matcher(route.pattern());
        return matcher.replaceAll(variable -> id(route, variable.group(1), things));
    }

    /** A thing's id, or that of nothing. */
    private static String id(Route route, String name, Map<String, String> things) {
        if (route.access() == Access.By.MEMBER && !ownThings.containsKey(name)) {
            throw new AssertionError(route + " names a thing that this test does not know: {" + name + "}");
        }
        String stranger =
                name.equals("versionId") ? "f".repeat(64) : UUID.randomUUID().toString();
        return things.getOrDefault(name, stranger);
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        role.routes().forEach((info, handler) -> {
            Access access = handler.getBeanType().getAnnotation(Access.class);
            Needs needs = handler.getMethodAnnotation(Needs.class);
            if (access == null) return;
            for (String pattern : info.getPatternValues()) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    routes.add(new Route(method, pattern, access.value(), needs == null ? null : needs.value()));
                }
            }
        });
        return routes;
    }
}
