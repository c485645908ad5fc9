package dev.voiceops.control.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.voiceops.store.SessionId;
import dev.voiceops.store.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tokens that were made, changed or signed by somebody else, or are not for us, or not for now. */
class TokenAttackTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String SECRET = "the secret that signs in this test";
    private static final SigningKeys KEYS = SigningKeys.parse(SECRET);
    private static final SigningKeys.Key KEY = KEYS.all().getFirst();
    private static final AccessTokens TOKENS = new AccessTokens(KEYS, () -> NOW);
    private static final UserId USER = UserId.create();
    private static final SessionId SESSION = SessionId.create();
    private static final String GOOD = TOKENS.mint(USER, SESSION, NOW.plusSeconds(60));
    private static final String HEADER = "{\"kid\":\"%s\",\"typ\":\"at+jwt\",\"alg\":\"HS256\"}".formatted(KEY.id());

    @Test
    void a_token_of_ours_says_who_in_which_session() {
        assertThat(TOKENS.verify(GOOD)).contains(new AccessTokens.Bearer(USER, SESSION));
        assertThat(TOKENS.verify(signed(decoded(GOOD.split("\\.")[0]), claims(Function.identity()))))
                .as("the test's own way to sign makes good tokens, so that a refusal below has its own reason")
                .isPresent();
    }

    @Test
    void the_first_key_signs_and_all_verify() {
        SigningKeys rotated = SigningKeys.parse("another secret that is newer than that one," + SECRET);
        AccessTokens after = new AccessTokens(rotated, () -> NOW);
        assertThat(after.verify(GOOD)).isPresent();
        assertThat(TOKENS.verify(after.mint(USER, SESSION, NOW.plusSeconds(60))))
                .isEmpty();
        assertThat(after.verify(after.mint(USER, SESSION, NOW.plusSeconds(60)))).isPresent();
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        Map<String, String> attacks = attacks();
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(90);
        return attacks.entrySet().stream()
                .map(attack -> dynamicTest(
                        attack.getKey(),
                        () -> assertThat(TOKENS.verify(attack.getValue())).isEmpty()));
    }

    private static Map<String, String> attacks() {
        Map<String, String> attacks = new LinkedHashMap<>();
        headers(attacks);
        claims(attacks);
        signatures(attacks);
        texts(attacks);
        return attacks;
    }

    private static void headers(Map<String, String> attacks) {
        for (String alg : new String[] {
            "none", "None", "NONE", "nOnE", "", "HS384", "HS512", "hs256", "HS256 ", "RS256", "ES256", "PS256", "EdDSA",
            "dir"
        }) {
            String header = HEADER.replace("HS256", alg);
            attacks.put("alg " + alg + ", signed with our key", signed(header, claims(Function.identity())));
            attacks.put(
                    "alg " + alg + ", without signature",
                    encoded(header) + "." + encoded(claims(Function.identity())) + ".");
        }
        for (String kid : new String[] {
            "",
            "../../../../dev/null",
            "/dev/null",
            "' union select 'x",
            "0",
            KEY.id() + " ",
            KEY.id().toUpperCase(Locale.ROOT),
            "*",
            "null"
        }) {
            attacks.put("kid " + kid, signed(HEADER.replace(KEY.id(), kid), claims(Function.identity())));
        }
        for (String typ :
                new String[] {"JWT", "jwt", "AT+JWT", "at+jwt ", "application/at+jwt", "refresh+jwt", "", "JOSE"}) {
            attacks.put("typ " + typ, signed(HEADER.replace("at+jwt", typ), claims(Function.identity())));
        }
        for (String more : new String[] {
            "\"jku\":\"https://evil.example/keys\"",
            "\"x5u\":\"https://evil.example/cert\"",
            "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
            "\"x5c\":[\"MII\"]",
            "\"crit\":[\"exp\"]",
            "\"crit\":[\"b64\"],\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"cty\":\"JWT\"",
            "\"alg\":\"none\"",
            "\"kid\":\"other\"",
            "\"enc\":\"A256GCM\""
        }) {
            attacks.put(
                    "header with " + more, signed(HEADER.replace("}", "," + more + "}"), claims(Function.identity())));
        }
        attacks.put(
                "header without typ", signed(HEADER.replace("\"typ\":\"at+jwt\",", ""), claims(Function.identity())));
        attacks.put(
                "header without kid", signed("{\"typ\":\"at+jwt\",\"alg\":\"HS256\"}", claims(Function.identity())));
        attacks.put("header with spaces", signed(HEADER.replace(",", ", "), claims(Function.identity())));
        attacks.put("header is a list", signed("[" + HEADER + "]", claims(Function.identity())));
        attacks.put("header is no JSON", signed("kid", claims(Function.identity())));
    }

    private static void claims(Map<String, String> attacks) {
        change(attacks, "iss of another", "\"iss\":\"voiceops\"", "\"iss\":\"evil\"");
        change(attacks, "iss in capitals", "\"iss\":\"voiceops\"", "\"iss\":\"VoiceOps\"");
        change(attacks, "iss missing", "\"iss\":\"voiceops\",", "");
        change(attacks, "iss is a list", "\"iss\":\"voiceops\"", "\"iss\":[\"voiceops\"]");
        change(attacks, "aud of another", "\"aud\":\"voiceops-api\"", "\"aud\":\"other\"");
        change(attacks, "aud missing", "\"aud\":\"voiceops-api\",", "");
        change(attacks, "aud ours and another's", "\"aud\":\"voiceops-api\"", "\"aud\":[\"voiceops-api\",\"other\"]");
        change(attacks, "aud with a space", "\"aud\":\"voiceops-api\"", "\"aud\":\"voiceops-api \"");
        change(attacks, "sub no id", "\"sub\":\"" + USER + "\"", "\"sub\":\"admin\"");
        change(attacks, "sub a number", "\"sub\":\"" + USER + "\"", "\"sub\":1");
        change(attacks, "sub missing", "\"sub\":\"" + USER + "\",", "");
        change(attacks, "sid no id", "\"sid\":\"" + SESSION + "\"", "\"sid\":\"1\"");
        change(attacks, "sid missing", "\"sid\":\"" + SESSION + "\",", "");
        change(attacks, "jti missing", "\"jti\":\"1\",", "");
        String exp = "\"exp\":" + NOW.plusSeconds(60).getEpochSecond();
        change(attacks, "exp missing", "," + exp, "");
        change(attacks, "exp this second", exp, "\"exp\":" + NOW.getEpochSecond());
        change(attacks, "exp long ago", exp, "\"exp\":0");
        change(attacks, "exp negative", exp, "\"exp\":-1");
        change(attacks, "exp a text", exp, "\"exp\":\"" + NOW.plusSeconds(60).getEpochSecond() + "\"");
        change(attacks, "exp null", exp, "\"exp\":null");
        change(attacks, "exp twice", exp, exp + "," + exp);
        String iat = "\"iat\":" + NOW.getEpochSecond();
        change(
                attacks,
                "iat in the future",
                iat,
                "\"iat\":" + NOW.plus(Duration.ofHours(1)).getEpochSecond());
        change(attacks, "iat missing", iat + ",", "");
        change(
                attacks,
                "nbf in the future",
                exp,
                exp + ",\"nbf\":" + NOW.plusSeconds(30).getEpochSecond());
        change(attacks, "a claim more", exp, exp + ",\"role\":\"internal_admin\"");
        change(attacks, "sub twice", "\"sub\":", "\"sub\":\"" + UserId.create() + "\",\"sub\":");
        attacks.put("claims are no JSON", signed(HEADER, "exp"));
        attacks.put("claims are empty", signed(HEADER, "{}"));
    }

    private static void change(Map<String, String> attacks, String name, String from, String to) {
        attacks.put(name, signed(HEADER, claims(text -> {
            assertThat(text).as(name).contains(from);
            return text.replace(from, to);
        })));
    }

    private static void signatures(Map<String, String> attacks) {
        String[] parts = GOOD.split("\\.");
        String unsigned = parts[0] + "." + parts[1] + ".";
        attacks.put("no signature", unsigned);
        attacks.put("signature cut by one", GOOD.substring(0, GOOD.length() - 1));
        attacks.put("signature cut to half", GOOD.substring(0, GOOD.length() - 20));
        attacks.put("signature of zeroes", unsigned + "A".repeat(43));
        attacks.put("signature in capitals", unsigned + parts[2].toUpperCase(Locale.ROOT));
        attacks.put("signature padded", GOOD + "=");
        attacks.put("signature longer", GOOD + "AAAA");
        attacks.put("signature with a newline", GOOD + "\n");
        attacks.put(
                "signature with a foreign character inside",
                unsigned + parts[2].substring(0, 9) + "!" + parts[2].substring(9));
        attacks.put("signature with other spare bits", GOOD.substring(0, GOOD.length() - 1) + spare(GOOD));
        attacks.put("signed with an empty key", with(new byte[1]));
        attacks.put("signed with the secret's own text", with(SECRET.getBytes(StandardCharsets.UTF_8)));
        attacks.put("signed with the key's id", with(KEY.id().getBytes(StandardCharsets.UTF_8)));
        attacks.put(
                "signed with a key of another",
                new AccessTokens(SigningKeys.parse("x".repeat(40)), () -> NOW)
                        .mint(USER, SESSION, NOW.plusSeconds(60)));
        attacks.put(
                "signature of another of our tokens",
                unsigned
                        + TOKENS.mint(UserId.create(), SESSION, NOW.plusSeconds(60))
                                .split("\\.")[2]);
        attacks.put(
                "claims of another of our tokens",
                parts[0] + "."
                        + TOKENS.mint(UserId.create(), SESSION, NOW.plusSeconds(60))
                                .split("\\.")[1] + "." + parts[2]);
    }

    private static void texts(Map<String, String> attacks) {
        attacks.put("empty", "");
        attacks.put("one part", GOOD.replace(".", ""));
        attacks.put("two parts", GOOD.substring(0, GOOD.lastIndexOf('.')));
        attacks.put("four parts", GOOD + ".x");
        attacks.put("five parts, as an encrypted token has", GOOD + ".x.y");
        attacks.put("dots only", "..");
        attacks.put("a space before", " " + GOOD);
        attacks.put("twice", GOOD + GOOD);
        attacks.put("a megabyte", GOOD + "A".repeat(1 << 20));
        attacks.put("base64 with plus and slash", GOOD.replace('-', '+').replace('_', '/') + "+/");
        attacks.put("percent-encoded dots", GOOD.replace(".", "%2E"));
        attacks.put("full-width dots", GOOD.replace(".", "\uff0e"));
        attacks.put("with a NUL", GOOD + "\0");
        attacks.put("JSON instead of compact", "{\"protected\":\"" + encoded(HEADER) + "\"}");
    }

    private static char spare(String token) {
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) ^ 1);
    }

    private static String claims(Function<String, String> change) {
        return change.apply(
                "{\"iss\":\"voiceops\",\"sub\":\"%s\",\"aud\":\"voiceops-api\",\"jti\":\"1\",\"sid\":\"%s\",\"iat\":%d,\"exp\":%d}"
                        .formatted(
                                USER,
                                SESSION,
                                NOW.getEpochSecond(),
                                NOW.plusSeconds(60).getEpochSecond()));
    }

    private static String signed(String header, String claims) {
        String text = encoded(header) + "." + encoded(claims);
        return text + "." + Seals.base64(Seals.mac(KEY.bytes(), text));
    }

    private static String with(byte[] key) {
        String text = GOOD.substring(0, GOOD.lastIndexOf('.'));
        return text + "." + Seals.base64(Seals.mac(key, text));
    }

    private static String encoded(String text) {
        return Seals.base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
