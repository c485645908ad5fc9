package dev.voiceops.control.numbers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NumberRoutesTest {
    private static final String NUMBERS = "/internal/phone-numbers";
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    private static HttpServer twilio;
    private static ControlPlaneUnderTest role;
    private static Specimen acme;
    private static String operator;

    @BeforeAll
    static void start() throws IOException {
        twilio = twilio();
        role = new ControlPlaneUnderTest(
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                URI.create("http://127.0.0.1:" + twilio.getAddress().getPort() + "/2010-04-01"));
        acme = SampleAgent.plant(role.db(), null);
        operator = role.bearer(Role.INTERNAL_OPERATOR);
    }

    @AfterAll
    static void stop() {
        role.close();
        twilio.stop(0);
    }

    @Test
    void a_number_is_added_routed_and_removed() {
        JsonNode added = ask("POST", "", "{\"e164\":\"+15550300001\",\"fallback_message\":\"Closed.\"}", 201);
        String path = "/" + added.path("id").asString();
        JsonNode routed = ask("PATCH", path, "{\"agent_id\":\"" + acme.agent() + "\",\"fallback_message\":null}", 200);
        assertThat(routed.path("agent_id").asString()).isEqualTo(acme.agent().toString());
        assertThat(routed.has("fallback_message")).isFalse();
        ControlPlaneUnderTest.problem(send("PATCH", path, "{\"e164\":\"+15550300002\"}"), ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(
                send("PATCH", path, "{\"fallback_number\":\"+15550300001\"}"), ProblemType.INVALID_REQUEST);
        assertThat(send("DELETE", path, null).statusCode()).isEqualTo(204);
        ControlPlaneUnderTest.problem(send("GET", path, null), ProblemType.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5550300001",
                "+0555030001",
                "+1555",
                "+1555030000100000",
                "+1 555 030 0001",
                "+1555०३००००१",
                "+15550300001\\n",
                ""
            })
    void what_is_no_e164_number_is_refused(String number) {
        ControlPlaneUnderTest.problem(send("POST", "", "{\"e164\":\"" + number + "\"}"), ProblemType.INVALID_REQUEST);
    }

    @Test
    void a_number_belongs_to_one_tenant_and_leads_to_its_own_agents() {
        Specimen other = SampleAgent.plant(role.db(), null);
        ControlPlaneUnderTest.problem(send("POST", "", Map.of("e164", other.number())), ProblemType.TAKEN);
        ControlPlaneUnderTest.problem(
                send(
                        "POST",
                        "",
                        Map.of("e164", "+15550300003", "agent_id", other.agent().value())),
                ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(send("GET", "/" + UUID.randomUUID(), null), ProblemType.NOT_FOUND);
    }

    @Test
    void numbers_are_imported_page_by_page_and_again_without_harm() {
        Specimen other = SampleAgent.plant(role.db(), null);
        role.db().tenant(other.tenant(), Specimen.TESTER, tx -> NumberDesk.assign(tx, "+15550300102", other.agent()));
        JsonNode first = ask("POST", "/import", Map.of("agent_id", acme.agent().value(), "set_webhooks", true), 200);
        assertThat(first.path("items"))
                .extracting(item -> item.path("e164").asString() + " "
                        + item.path("outcome").asString())
                .containsExactly(
                        "+15550300101 added", "+15550300102 taken", "+15550300103 unfit", "+15550300104 not_announced");
        assertThat(TOLD)
                .singleElement()
                .satisfies(form -> assertThat(form)
                        .contains("PN1 ", "VoiceUrl=https%3A%2F%2Fvoice.example.com%2Ftwilio%2Fwebhook%2Finbound"));
        JsonNode again = ask("POST", "/import", Map.of("numbers", List.of("+15550300101", "+15550309999")), 200);
        assertThat(again.path("items"))
                .extracting(item -> item.path("outcome").asString())
                .containsExactly("known", "unfit");
        JsonNode listed = ask("GET", "", null, 200);
        assertThat(listed.path("items")).anySatisfy(number -> {
            assertThat(number.path("e164").asString()).isEqualTo("+15550300101");
            assertThat(number.path("agent_id").asString())
                    .isEqualTo(acme.agent().toString());
        });
    }

    private static JsonNode ask(
            String method, String path, @org.jspecify.annotations.Nullable Object body, int status) {
        var answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.tree(answer.body());
    }

    private static java.net.http.HttpResponse<String> send(
            String method, String path, @org.jspecify.annotations.Nullable Object body) {
        return role.send(operator, method, NUMBERS + path + "?tenant_id=" + acme.tenant(), body);
    }

    /** Two pages of numbers; the fourth cannot be changed. */
    private static HttpServer twilio() throws IOException {
        String list = "/2010-04-01/Accounts/" + ControlPlaneUnderTest.TWILIO_ACCOUNT + "/IncomingPhoneNumbers";
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(list, exchange -> {
            String target = exchange.getRequestURI().toString();
            int status = 200;
            String answer = "{}";
            if (exchange.getRequestMethod().equals("POST")) {
                String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                if (target.contains("4.json")) status = 500;
                else TOLD.add(target.replaceAll(".*(\\d)\\.json", "PN$1") + " " + form);
            } else {
                boolean second = target.contains("Page=1");
                answer = "{\"incoming_phone_numbers\":["
                        + (second ? owned(3, false) + "," + owned(4, true) : owned(1, true) + "," + owned(2, true))
                        + "],\"next_page_uri\":" + (second ? "null" : "\"" + list + ".json?PageSize=100&Page=1\"")
                        + "}";
            }
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String owned(int index, boolean voice) {
        return "{\"sid\":\"PN" + "0".repeat(31) + index + "\",\"phone_number\":\"+1555030010" + index
                + "\",\"capabilities\":{\"voice\":" + voice + "},\"voice_url\":\"\"}";
    }
}
