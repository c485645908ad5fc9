package dev.voiceops.control.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.SessionId;
import dev.voiceops.store.Sessions;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A browser's session, stolen, planted, used from other sites, or over. */
class SessionAttackTest {
    private static ControlPlaneUnderTest role;
    private static UserId user;
    private static Browser victim;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        user = role.members().addWithPassword(Role.INTERNAL_ADMIN);
        victim = signedIn();
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void the_victim_itself_may_read_and_write() {
        assertThat(read(victim.copy())).isEqualTo(200);
        assertThat(write(victim.copy())).isEqualTo(201);
    }

    @Test
    void a_link_from_elsewhere_finds_the_person_signed_in() {
        Browser link = victim.copy()
                .without("Origin")
                .with("Sec-Fetch-Site", "cross-site")
                .with("Sec-Fetch-Mode", "navigate");
        assertThat(read(link)).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> writes_refused() {
        Map<String, Consumer<Browser>> attacks = new LinkedHashMap<>();
        for (String site :
                new String[] {"cross-site", "same-site", "none", "", "SAME-ORIGIN", "same-origin, cross-site"}) {
            attacks.put("Sec-Fetch-Site: " + site, b -> b.with("Sec-Fetch-Site", site));
        }
        String host = role.at("/").getAuthority();
        for (String origin : new String[] {
            "null",
            "https://evil.example",
            "http://evil.example",
            "http://" + host + ".evil.example",
            "http://evil.example#" + host,
            "http://evil.example/" + host,
            "http://" + host + "@evil.example",
            "http://x@" + host,
            "http://" + host + "/",
            "http://localhost:1",
            "file://" + host,
            "http://127.0.0.1",
            "HTTP://" + host,
            "http://" + host + " http://evil.example",
            "//" + host,
            host,
            "::"
        }) {
            attacks.put("Origin: " + origin, b -> b.with("Origin", origin));
            attacks.put(
                    "Origin alone: " + origin, b -> b.without("Sec-Fetch-Site").with("Origin", origin));
        }
        attacks.put(
                "neither Origin nor Sec-Fetch-Site", b -> b.without("Origin").without("Sec-Fetch-Site"));
        attacks.put("no CSRF token", b -> b.without(SignedIn.CSRF_HEADER));
        for (String token : new String[] {"", "null", "x", "A".repeat(43)}) {
            attacks.put("CSRF token " + token, b -> b.with(SignedIn.CSRF_HEADER, token));
        }
        String other = signedIn().headers.getOrDefault(SignedIn.CSRF_HEADER, "");
        attacks.put("CSRF token of another session", b -> b.with(SignedIn.CSRF_HEADER, other));
        attacks.put("the session's secret as CSRF token", b -> b.with(SignedIn.CSRF_HEADER, b.session()));
        attacks.put(
                "CSRF token with a space",
                b -> b.with(SignedIn.CSRF_HEADER, b.headers.get(SignedIn.CSRF_HEADER) + "x"));
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(48);
        return attacks.entrySet().stream()
                .map(attack -> dynamicTest(attack.getKey(), () -> {
                    Browser browser = victim.copy();
                    attack.getValue().accept(browser);
                    assertThat(write(browser)).isEqualTo(403);
                }));
    }

    @TestFactory
    Stream<DynamicTest> sessions_refused() {
        String good = victim.session();
        Map<String, String> cookies = new LinkedHashMap<>();
        cookies.put("empty", "");
        cookies.put("cut", good.substring(1));
        cookies.put("longer", good + "A");
        cookies.put("in quotes of its own", "\"" + good + "x\"");
        cookies.put("other case", good.toUpperCase(Locale.ROOT).equals(good) ? "x" : good.toUpperCase(Locale.ROOT));
        cookies.put("a random one", Seals.random());
        cookies.put("the hash of the secret", Seals.base64(SigningKeys.sha256(good.getBytes(StandardCharsets.UTF_8))));
        cookies.put("percent-encoded", "%41" + good.substring(1));
        cookies.put("twice", good + "; " + Cookies.SESSION + "=" + good);
        cookies.put("a planted one first", "planted; " + Cookies.SESSION + "=" + good);
        cookies.put("a planted one after", good + "; " + Cookies.SESSION + "=planted");
        cookies.put("an access token", role.members().bearer(user).substring("Bearer ".length()));
        cookies.put("an id of a session", session().toString());
        return cookies.entrySet().stream()
                .map(cookie -> dynamicTest(
                        "cookie: " + cookie.getKey(),
                        () -> assertThat(read(victim.copy().cookie(Cookies.SESSION, cookie.getValue())))
                                .isEqualTo(401)));
    }

    @Test
    void other_cookie_names_are_not_looked_at() {
        for (String name :
                new String[] {"voiceops", "__Secure-voiceops", "__host-voiceops", "__HOST-VOICEOPS", "session"}) {
            Browser tossed = new Browser(role).cookie(name, victim.session());
            assertThat(read(tossed)).as(name).isEqualTo(401);
        }
    }

    @Test
    void scripts_of_other_sites_do_not_read() {
        for (String site : new String[] {"cross-site", "same-site"}) {
            assertThat(read(victim.copy().with("Sec-Fetch-Site", site)))
                    .as(site)
                    .isEqualTo(403);
        }
    }

    @Test
    void a_bad_bearer_is_not_made_up_for_by_a_good_cookie() {
        assertThat(read(victim.copy().with("Authorization", "Bearer x"))).isEqualTo(401);
        assertThat(read(victim.copy().with("Authorization", "Basic YTpi"))).isEqualTo(401);
    }

    @Test
    void a_session_that_was_there_before_signing_in_does_not_live_on() {
        Browser attacker = signedIn();
        Browser fixed = new Browser(role).cookie(Cookies.SESSION, attacker.session());

        fixed.signIn(Members.email(user), Members.PASSWORD);

        assertThat(fixed.session()).isNotEqualTo(attacker.session());
        assertThat(read(fixed)).isEqualTo(200);
        assertThat(read(attacker)).as("the planted session is over").isEqualTo(401);
    }

    @Test
    void signing_out_ends_the_session_for_whoever_has_its_cookie() {
        Browser browser = signedIn();
        Browser thief = browser.copy();
        assertThat(browser.send("POST", "/auth/logout", null).statusCode()).isEqualTo(204);
        assertThat(browser.session()).isEmpty();
        assertThat(read(thief)).isEqualTo(401);
    }

    @Test
    void sessions_end_by_idleness_by_age_and_with_the_person() {
        UserId person = role.members().addWithPassword(Role.INTERNAL_OPERATOR);
        Instant now = Instant.now();
        assertThat(read(planted(person, now.minus(Duration.ofMinutes(59)), now.plusSeconds(60))))
                .isEqualTo(200);
        assertThat(read(planted(person, now.minus(Duration.ofMinutes(61)), now.plusSeconds(60))))
                .as("idle")
                .isEqualTo(401);
        assertThat(read(planted(person, now, now.minusSeconds(1))))
                .as("too old")
                .isEqualTo(401);
        Browser open = planted(person, now, now.plusSeconds(60));
        role.db().platform(Specimen.TEST, Specimen.TESTER, tx -> Users.change(tx, person, "Gone", null, true));
        assertThat(read(open)).as("disabled").isEqualTo(401);
    }

    @Test
    void other_sites_cannot_sign_a_browser_in() {
        Browser cross = new Browser(role).with("Origin", "https://evil.example").with("Sec-Fetch-Site", "cross-site");
        assertThat(cross.signIn(Members.email(user), Members.PASSWORD).statusCode())
                .isEqualTo(403);
        assertThat(cross.cookies).isEmpty();
    }

    @Test
    void the_cookie_is_for_this_host_https_and_no_script() {
        String cookie = new Browser(role)
                .signIn(Members.email(user), Members.PASSWORD)
                .headers()
                .allValues("Set-Cookie")
                .getFirst();
        assertThat(cookie)
                .startsWith("__Host-voiceops=")
                .contains("; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax")
                .doesNotContain("Domain");
    }

    private static Browser planted(UserId person, Instant lastSeen, Instant expiry) {
        String secret = Seals.random();
        byte[] hash = SigningKeys.sha256(secret.getBytes(StandardCharsets.UTF_8));
        role.db().platform(Specimen.TEST, Specimen.TESTER, tx -> Sessions.begin(tx, person, hash, lastSeen, expiry));
        return new Browser(role).cookie(Cookies.SESSION, secret);
    }

    private static SessionId session() {
        Instant now = Instant.now();
        return role.db()
                .platform(Specimen.TEST, Specimen.TESTER, tx -> Sessions.begin(tx, user, now, now.plusSeconds(60)));
    }

    private static Browser signedIn() {
        Browser browser = new Browser(role);
        assertThat(browser.signIn(Members.email(user), Members.PASSWORD).statusCode())
                .isEqualTo(200);
        return browser;
    }

    private static int read(Browser browser) {
        return browser.send("GET", "/auth/me", null).statusCode();
    }

    private static int write(Browser browser) {
        return browser.send("POST", "/internal/users", Map.of("email", UserId.create() + "@example.com", "name", "New"))
                .statusCode();
    }
}
