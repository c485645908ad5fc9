package dev.voiceops.control.signin;

import static dev.voiceops.control.ControlPlaneUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.AuditTrail;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in by another system, over real sockets, and what an attacker would make of it. */
class OidcTest {
    private static TestProvider provider;
    private static ControlPlaneUnderTest role;

    @BeforeAll
    static void start() {
        provider = new TestProvider();
        role = new ControlPlaneUnderTest(
                usual -> new SignInConfig(usual.keys(), usual.times(), usual.doors(), null, provider.config()));
    }

    @AfterAll
    static void stop() {
        role.close();
        provider.close();
    }

    @Test
    void a_person_comes_back_signed_in() {
        UserId user = role.members().add(Role.INTERNAL_OPERATOR);
        Browser browser = browser();
        URI sent = start(browser, "/console/calls?open=1");
        Map<String, String> asked = TestProvider.fields(sent.getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestProvider.CLIENT)
                .containsEntry("redirect_uri", "https://ops.example.com/auth/oidc/callback")
                .containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("scope")).contains("openid");

        HttpResponse<String> back = back(browser, sent, good(user));

        assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location")).contains("/console/calls?open=1");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith(Cookies.SESSION + "=") && cookie.contains("HttpOnly"));
        assertThat(browser.cookies).doesNotContainKey(OidcJourney.COOKIE);
        HttpResponse<String> me = browser.send("GET", "/auth/me", null);
        assertThat(Json.tree(me.body()).path("actor").asString()).isEqualTo("user:" + user);
    }

    @Test
    void the_first_time_links_the_two_and_both_are_on_record() {
        UserId user = role.members().add(Role.INTERNAL_OPERATOR);
        String subject = UUID.randomUUID().toString();

        assertThat(signIn(claims -> signed(claims, subject, Members.email(user), true))
                        .statusCode())
                .isEqualTo(303);
        assertThat(signIn(claims -> signed(claims, subject, "moved@example.com", false))
                        .statusCode())
                .as("known by its subject, whatever its e-mail is now")
                .isEqualTo(303);

        assertThat(actions(user))
                .containsExactlyInAnyOrder(
                        AuditAction.IDENTITY_LINKED.code(), AuditAction.SIGNED_IN.code(), AuditAction.SIGNED_IN.code());
    }

    @Test
    void an_email_that_somebody_else_got_does_not_open_the_account() {
        UserId user = role.members().add(Role.INTERNAL_ADMIN);
        assertThat(signIn(claims -> signed(claims, "first holder " + user, Members.email(user), true))
                        .statusCode())
                .isEqualTo(303);

        problem(
                signIn(claims -> signed(claims, "next holder " + user, Members.email(user), true)),
                ProblemType.FORBIDDEN);
        String admin = role.bearer(Role.INTERNAL_ADMIN);
        String identities = "/internal/users/" + user + "/identities";
        assertThat(role.send(admin, "DELETE", identities, null).statusCode()).isEqualTo(204);
        problem(role.send(admin, "DELETE", identities, null), ProblemType.NOT_FOUND);
        assertThat(signIn(claims -> signed(claims, "next holder " + user, Members.email(user), true))
                        .statusCode())
                .as("when an administrator has acted")
                .isEqualTo(303);
    }

    @Test
    void who_is_nobody_here_stays_outside() {
        UserId disabled = role.members().add(Role.INTERNAL_ADMIN);
        role.db().platform(Specimen.TEST, Specimen.TESTER, tx -> Users.change(tx, disabled, "Gone", null, true));
        UserId known = role.members().add(Role.INTERNAL_ADMIN);
        List<Function<JWTClaimsSet.Builder, String>> strangers = List.of(
                claims -> signed(claims, "a", "stranger@example.com", true),
                claims -> signed(claims, "b", Members.email(disabled), true),
                claims -> signed(claims, "c", Members.email(known), false),
                claims -> TestProvider.signed(claims.subject("d").claim("email", Members.email(known))),
                claims -> TestProvider.signed(
                        claims.subject("e").claim("email", Members.email(known)).claim("email_verified", "true")),
                claims -> TestProvider.signed(claims.subject("f")));
        for (Function<JWTClaimsSet.Builder, String> stranger : strangers) {
            Browser browser = browser();
            HttpResponse<String> answer = back(browser, start(browser, "/"), stranger);
            problem(answer, ProblemType.FORBIDDEN);
            assertThat(browser.session()).isEmpty();
        }
        assertThat(actions(known)).isEmpty();
    }

    @Test
    void a_token_that_is_not_good_in_every_way_lets_nobody_in() {
        UserId user = role.members().add(Role.INTERNAL_ADMIN);
        List<String> through = new ArrayList<>();
        forgeries(user).forEach((name, forged) -> {
            Browser browser = browser();
            HttpResponse<String> answer = back(browser, start(browser, "/"), forged);
            if (answer.statusCode() != 401 || !browser.session().isEmpty()) through.add(name + answer.statusCode());
        });

        assertThat(through).isEmpty();
        assertThat(signIn(good(user)).statusCode())
                .as("the same without forgery")
                .isEqualTo(303);
    }

    private static Map<String, Function<JWTClaimsSet.Builder, String>> forgeries(UserId user) {
        Map<String, Function<JWTClaimsSet.Builder, String>> forgeries = new LinkedHashMap<>();
        Instant now = Instant.now();
        change(forgeries, user, "nonce of another sign-in", claims -> claims.claim("nonce", Seals.random()));
        change(forgeries, user, "no nonce", claims -> claims.claim("nonce", null));
        change(forgeries, user, "aud of another client", claims -> claims.audience("other"));
        change(forgeries, user, "aud ours and another's", claims -> claims.audience(List.of(TestProvider.CLIENT, "x")));
        change(forgeries, user, "no aud", claims -> claims.audience((String) null));
        change(forgeries, user, "azp of another client", claims -> claims.claim("azp", "other"));
        change(forgeries, user, "iss of another", claims -> claims.issuer("https://evil.example"));
        change(forgeries, user, "iss with a slash more", claims -> claims.issuer(provider.issuer() + "/"));
        change(forgeries, user, "no iss", claims -> claims.issuer(null));
        change(forgeries, user, "no sub", claims -> claims.subject(null));
        change(forgeries, user, "a sub that is too long", claims -> claims.subject("s".repeat(256)));
        change(forgeries, user, "expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(120))));
        change(forgeries, user, "no exp", claims -> claims.expirationTime(null));
        change(forgeries, user, "from the future", claims -> claims.issueTime(Date.from(now.plusSeconds(3_600))));
        change(forgeries, user, "no iat", claims -> claims.issueTime(null));
        forgeries.put("unsigned", claims -> new PlainJWT(whole(claims, user).build()).serialize());
        forgeries.put(
                "signed with another key", claims -> TestProvider.signed(whole(claims, user), TestProvider.OTHER_KEY));
        forgeries.put("signed with the public key as a secret", claims -> mac(whole(claims, user)));
        forgeries.put("another algorithm of the same key", claims -> {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("one").build(),
                    whole(claims, user).build());
            try {
                token.sign(new RSASSASigner(TestProvider.KEY));
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
            return token.serialize();
        });
        forgeries.put("a signature cut off", claims -> {
            String token = TestProvider.signed(whole(claims, user));
            return token.substring(0, token.lastIndexOf('.') + 1);
        });
        forgeries.put("no token", claims -> "nonsense");
        return forgeries;
    }

    @Test
    void a_state_of_another_browser_a_forged_one_and_an_old_one_are_refused() {
        UserId user = role.members().add(Role.INTERNAL_ADMIN);
        Browser victim = browser();
        Browser attacker = browser();
        URI victims = start(victim, "/");
        URI attackers = start(attacker, "/");
        String code = provider.letIn(attackers, good(user));

        problem(callback(victim, code, state(attackers)), ProblemType.UNAUTHENTICATED);
        problem(callback(browser(), code, state(attackers)), ProblemType.UNAUTHENTICATED);
        problem(callback(victim, provider.letIn(victims, good(user)), "x".repeat(43)), ProblemType.UNAUTHENTICATED);
        problem(role.send("", "GET", "/auth/oidc/callback?code=" + code, null), ProblemType.UNAUTHENTICATED);
        String sealed = attacker.cookies.getOrDefault(OidcJourney.COOKIE, "");
        for (String forged : List.of(sealed + "x", sealed.replaceFirst("~", "~9"), "a~b~c", "")) {
            problem(
                    callback(browser().cookie(OidcJourney.COOKIE, forged), code, state(attackers)),
                    ProblemType.UNAUTHENTICATED);
        }
        assertThat(victim.session()).isEmpty();
    }

    @Test
    void a_code_of_another_sign_in_is_refused_by_its_challenge() {
        UserId user = role.members().add(Role.INTERNAL_ADMIN);
        Browser victim = browser();
        URI victims = start(victim, "/");
        String injected = provider.letIn(start(browser(), "/"), good(user));

        problem(callback(victim, injected, state(victims)), ProblemType.UNAUTHENTICATED);
    }

    @Test
    void what_came_back_once_does_not_come_back_twice() {
        UserId user = role.members().add(Role.INTERNAL_ADMIN);
        Browser browser = browser();
        URI sent = start(browser, "/");
        Browser copy = browser.copy();
        String code = provider.letIn(sent, good(user));
        assertThat(callback(browser, code, state(sent)).statusCode()).isEqualTo(303);

        assertThat(callback(browser, code, state(sent)).statusCode()).isEqualTo(401);
        HttpResponse<String> replayed = callback(copy, provider.letIn(sent, good(user)), state(sent));
        assertThat(replayed.statusCode())
                .as("even with a fresh code and the browser's old cookie")
                .isEqualTo(429);
        assertThat(copy.session()).isEmpty();
    }

    @Test
    void another_providers_answer_is_not_ours() {
        UserId user = role.members().add(Role.INTERNAL_ADMIN);
        Browser browser = browser();
        URI sent = start(browser, "/");
        String target = "/auth/oidc/callback?code=" + provider.letIn(sent, good(user)) + "&state=" + state(sent)
                + "&iss=" + URLEncoder.encode("https://evil.example", StandardCharsets.UTF_8);

        problem(browser.send("GET", target, null), ProblemType.UNAUTHENTICATED);
        Browser refused = browser();
        problem(
                refused.send(
                        "GET", "/auth/oidc/callback?error=access_denied&state=" + state(start(refused, "/")), null),
                ProblemType.UNAUTHENTICATED);
    }

    @Test
    void nobody_is_sent_to_another_host() {
        for (String elsewhere :
                List.of("https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a\nb", "/\u00e9")) {
            HttpResponse<String> answer = browser()
                    .send(
                            "GET",
                            "/auth/oidc/start?return_to=" + URLEncoder.encode(elsewhere, StandardCharsets.UTF_8),
                            null);
            problem(answer, ProblemType.INVALID_REQUEST);
        }
        for (String here : List.of("/", "/console", "/console/calls?x=//y", "/a#b")) {
            assertThat(OidcJourney.staysHere(here)).as(here).isTrue();
        }
    }

    @Test
    void a_session_that_was_planted_before_is_over_afterwards() {
        UserId attacker = role.members().add((Role) null);
        UserId user = role.members().add(Role.INTERNAL_ADMIN);
        Browser planted = browser();
        back(planted, start(planted, "/"), good(attacker));
        String before = planted.session();

        back(planted, start(planted, "/"), good(user));

        assertThat(planted.session()).isNotEqualTo(before).isNotEmpty();
        assertThat(browser()
                        .cookie(Cookies.SESSION, before)
                        .send("GET", "/auth/me", null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void without_a_provider_there_is_no_such_way() {
        try (ControlPlaneUnderTest without = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20))) {
            problem(without.send("", "GET", "/auth/oidc/start", null), ProblemType.NOT_FOUND);
            problem(without.send("", "GET", "/auth/oidc/callback?code=a&state=b", null), ProblemType.NOT_FOUND);
        }
    }

    @Test
    void a_provider_that_is_not_there_is_told_as_such() {
        TestProvider gone = new TestProvider();
        gone.close();
        try (ControlPlaneUnderTest alone = new ControlPlaneUnderTest(
                usual -> new SignInConfig(usual.keys(), usual.times(), usual.doors(), null, gone.config()))) {
            problem(alone.send("", "GET", "/auth/oidc/start", null), ProblemType.VENDOR_REFUSED);
        }
    }

    private static HttpResponse<String> signIn(Function<JWTClaimsSet.Builder, String> token) {
        Browser browser = browser();
        return back(browser, start(browser, "/"), token);
    }

    private static HttpResponse<String> back(Browser browser, URI sent, Function<JWTClaimsSet.Builder, String> token) {
        return callback(browser, provider.letIn(sent, token), state(sent));
    }

    private static HttpResponse<String> callback(Browser browser, String code, String state) {
        return browser.send("GET", "/auth/oidc/callback?code=" + code + "&state=" + state, null);
    }

    /** As a browser that follows a link or a redirect from elsewhere. */
    private static Browser browser() {
        return new Browser(role)
                .without("Origin")
                .with("Sec-Fetch-Site", "cross-site")
                .with("Sec-Fetch-Mode", "navigate");
    }

    private static URI start(Browser browser, String returnTo) {
        HttpResponse<String> answer = browser.send(
                "GET", "/auth/oidc/start?return_to=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8), null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static String state(URI sent) {
        return TestProvider.fields(sent.getRawQuery()).getOrDefault("state", "");
    }

    private static Function<JWTClaimsSet.Builder, String> good(UserId user) {
        return claims -> TestProvider.signed(whole(claims, user));
    }

    private static JWTClaimsSet.Builder whole(JWTClaimsSet.Builder claims, UserId user) {
        return claims.subject("subject of " + user)
                .claim("email", Members.email(user))
                .claim("email_verified", true);
    }

    private static String signed(JWTClaimsSet.Builder claims, String subject, String email, boolean verified) {
        return TestProvider.signed(claims.subject(subject).claim("email", email).claim("email_verified", verified));
    }

    private static void change(
            Map<String, Function<JWTClaimsSet.Builder, String>> forgeries,
            UserId user,
            String name,
            Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> change) {
        forgeries.put(name, claims -> TestProvider.signed(change.apply(whole(claims, user))));
    }

    private static String mac(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims.build());
            token.sign(new MACSigner(TestProvider.KEY.toPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> actions(UserId user) {
        var filter = new AuditTrail.Filter(null, null, "user", user.toString(), null, null);
        return role.db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> AuditTrail.listPlatform(tx, filter, null, 50).stream()
                                .map(entry -> entry.action())
                                .toList());
    }
}
