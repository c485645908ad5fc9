package dev.voiceops.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.tools.FakeN8n;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each audited route that takes a body gets its good one with one thing wrong at a time: fields of another type, too long, twice,
 * unknown; texts that some reader takes for something else. Every one is answered, none by a fault of ours, and what no contract
 * allows is refused.
 */
class OddBodiesTest {
    private static final List<String> OTHER_TYPES = List.of(
            "null", "true", "17", "-1.5e3", "\"\"", "[]", "{}", "[\"a\"]", "{\"a\":1}", "1e400", "9".repeat(70));

    private static final Map<String, String> TEXTS = Map.of(
            "right to left", "\\u202Egpj.exe",
            "of no width", "a\\u200Bb\\uFEFF",
            "half a pair", "a\\uD800b",
            "with NUL", "a\\u0000b",
            "control", "a\\u0007\\u001B[31mb",
            "composed", "\\u0041\\u030A",
            "look-alike", "\\u0430dmin",
            "beyond the plane", "\\uD83D\\uDE00",
            "markup", "<img src=x onerror=alert(1)>",
            "SQL", "'; drop table users; --");

    private static OneNumber twilio;
    private static FakeN8n automation;
    private static ControlPlaneUnderTest role;
    private static AuditedRequests requests;

    @BeforeAll
    static void start() throws IOException {
        twilio = new OneNumber();
        automation = new FakeN8n();
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20), twilio.api());
        requests = new AuditedRequests(role, automation);
    }

    @AfterAll
    static void stop() {
        role.close();
        twilio.close();
        automation.close();
    }

    @Test
    void no_odd_body_is_a_fault_of_ours_and_what_no_contract_allows_is_refused() {
        List<String> wrong = new ArrayList<>();
        int[] asked = {0};
        requests.table().forEach((route, request) -> {
            AuditedRequests.Prepared good = request.get();
            if (good.body() == null) return;
            ObjectNode body = (ObjectNode) Json.tree(Json.write(good.body()));
            if (body.isEmpty()) return;
            odd(body).forEach((what, text) -> {
                asked[0]++;
                HttpResponse<String> answer =
                        requests.send(route.substring(0, route.indexOf(' ')), good.with(text.json()));
                boolean fault = answer.statusCode() >= 500 && answer.statusCode() != 502;
                if (fault || (text.forbidden() && answer.statusCode() < 400)) {
                    wrong.add(route + " with " + what + ": " + answer.statusCode() + " " + answer.body());
                }
            });
        });
        System.out.println("odd bodies: " + asked[0]);
        assertThat(wrong).isEmpty();
        assertThat(asked[0]).isGreaterThan(1_000);
    }

    /** A body; {@code forbidden}: no contract of any route allows it. */
    private record Odd(String json, boolean forbidden) {}

    private static Map<String, Odd> odd(ObjectNode body) {
        Map<String, Odd> odd = new LinkedHashMap<>();
        String good = Json.write(body);
        odd.put("nothing", new Odd("", true));
        odd.put("a list", new Odd("[" + good + "]", true));
        odd.put("a text", new Odd("\"x\"", true));
        odd.put("half of it", new Odd(good.substring(0, good.length() / 2), true));
        odd.put("something behind", new Odd(good + "{}", true));
        odd.put("a mark of byte order", new Odd("\uFEFF" + good, true));
        odd.put("a comment", new Odd("/* x */" + good, true));
        odd.put("an unknown field", new Odd(good.replaceFirst("\\{", "{\"surprise\":1,"), true));
        odd.put("a field in another case", new Odd(good.replaceFirst("\"([a-z])", "\"X$1"), true));
        odd.put(
                "no end of depth",
                new Odd(good.replaceFirst("\\{", "{\"deep\":" + "[".repeat(5_000) + "]".repeat(5_000) + ","), true));
        odd.put("too much", new Odd(good + " ".repeat(1 << 20), true));
        for (String field : body.propertyNames()) {
            odd.put(
                    field + " twice",
                    new Odd(good.replaceFirst("\\{", "{\"" + field + "\":" + body.get(field) + ","), true));
            for (String other : OTHER_TYPES) {
                odd.put(
                        field + " = " + other,
                        new Odd(replaced(body, field, other), other.length() > 60 || other.equals("1e400")));
            }
            JsonNode value = body.get(field);
            if (!value.isString()) continue;
            odd.put(field + " far too long", new Odd(replaced(body, field, "\"" + "x".repeat(100_000) + "\""), true));
            TEXTS.forEach((what, text) -> odd.put(
                    field + " " + what,
                    new Odd(
                            replaced(body, field, "\"" + text + "\""),
                            what.equals("with NUL") || what.equals("half a pair"))));
        }
        return odd;
    }

    private static String replaced(ObjectNode body, String field, String json) {
        String mark = "\"@@here@@\"";
        return Json.write(body.deepCopy().put(field, "@@here@@")).replace(mark, json);
    }
}
