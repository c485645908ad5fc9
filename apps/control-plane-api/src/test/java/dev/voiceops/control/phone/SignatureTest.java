package dev.voiceops.control.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final List<String> ROUTES = List.of("inbound", "resume", "fallback", "status", "stream-status");
    private static ControlPlaneUnderTest role;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void no_route_takes_a_request_without_a_signature_or_with_a_forged_one() {
        for (String route : ROUTES) {
            for (String signature : List.of("", "forged", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")) {
                ControlPlaneUnderTest.problem(
                        role.post("/twilio/webhook/" + route, form(), signature), ProblemType.INVALID_SIGNATURE);
            }
        }
    }

    @Test
    void a_signature_is_good_for_its_own_route_fields_and_query_only() {
        String target = "/twilio/webhook/inbound";
        String signature = ControlPlaneUnderTest.sign(ControlPlaneUnderTest.PUBLIC + target, form());
        assertThat(role.post(target, form(), signature).statusCode()).isEqualTo(200);
        Map<String, String> changed = new HashMap<>(form());
        changed.put("To", "+15550002222");
        for (var wrong : List.of(
                role.post(target, changed, signature),
                role.post("/twilio/webhook/resume", form(), signature),
                role.post(target + "?x=1", form(), signature),
                role.post(target + "/", form(), signature))) {
            assertThat(wrong.statusCode()).isIn(403, 404);
        }
    }

    @Test
    void what_proxies_claim_of_the_host_does_not_count() {
        String target = "/twilio/webhook/inbound";
        String signature = ControlPlaneUnderTest.sign("https://evil.example.com" + target, form());
        var answer = role.send(HttpRequest.newBuilder(role.at(target))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .header("X-Forwarded-Host", "evil.example.com")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example.com;proto=https")
                .POST(BodyPublishers.ofString(
                        "CallSid=" + form().get("CallSid") + "&From=anonymous&To=%2B15550001111")));
        ControlPlaneUnderTest.problem(answer, ProblemType.INVALID_SIGNATURE);
    }

    @Test
    void the_query_of_a_signed_url_counts_as_sent() {
        assertThat(role.twilio("/twilio/webhook/resume?attempt=2", form()).statusCode())
                .isEqualTo(200);
        assertThat(role.twilio("/twilio/webhook/resume?attempt=%32&x=a%20b", form())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void other_methods_other_bodies_and_too_much_are_refused() {
        ControlPlaneUnderTest.problem(
                role.send(HttpRequest.newBuilder(role.at("/twilio/webhook/inbound"))
                        .GET()),
                ProblemType.METHOD_NOT_ALLOWED);
        ControlPlaneUnderTest.problem(
                role.send(HttpRequest.newBuilder(role.at("/twilio/webhook/inbound"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))),
                ProblemType.UNSUPPORTED_MEDIA_TYPE);
        Map<String, String> large = new HashMap<>(form());
        large.put("Filler", "x".repeat(70_000));
        ControlPlaneUnderTest.problem(role.twilio("/twilio/webhook/inbound", large), ProblemType.TOO_LARGE);
    }

    private static Map<String, String> form() {
        return Map.of("CallSid", "CA" + "0".repeat(32), "From", "anonymous", "To", "+15550001111");
    }
}
