package dev.voiceops.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.http.member.MemberRole;
import dev.voiceops.store.Agents;
import dev.voiceops.store.FreePorts;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class IdempotentWritesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestDatabase DATABASE = TestDatabase.create(8);
    private static final int PORT = FreePorts.one();
    private static ConfigurableApplicationContext context;
    private static Specimen acme;

    @BeforeAll
    static void start() {
        acme = Specimen.plant(DATABASE.db());
        context = SpringRoles.start(
                "127.0.0.1",
                List.of(new RolePort(MemberRole.class.getPackageName(), PORT)),
                List.of(MemberRole.class),
                List.of(new ServiceToken("0123456789abcdef"), DATABASE.db(), new ApiLimits(200)));
    }

    @AfterAll
    static void stop() {
        context.close();
        DATABASE.close();
    }

    @Test
    void a_repetition_gets_the_same_answer_and_nothing_is_done_twice() {
        int before = agents();
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = post(key, "\"one\"");
        HttpResponse<String> again = post('"' + key + '"', "\"one\"");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(agents()).isEqualTo(before + 1);
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        String key = UUID.randomUUID().toString();
        post(key, "\"one\"");
        HttpResponse<String> other = post(key, "\"two\"");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("idempotency_key_reused");
    }

    @Test
    void many_at_once_are_carried_out_once() throws Exception {
        int before = agents();
        String key = UUID.randomUUID().toString();
        Callable<HttpResponse<String>> send = () -> post(key, "\"many\"");
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(java.util.Collections.nCopies(12, send))) {
                HttpResponse<String> got = answer.get();
                statuses.add(got.statusCode());
                if (got.statusCode() == 409)
                    assertThat(got.headers().firstValue("Retry-After")).isPresent();
            }
        }
        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
        assertThat(agents()).isEqualTo(before + 1);
    }

    @Test
    void a_request_that_failed_by_our_fault_and_wrote_nothing_may_run_again() {
        String key = UUID.randomUUID().toString();
        assertThat(post(key, "\"fail\"").statusCode()).isEqualTo(500);
        assertThat(post(key, "\"fail\"").headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void a_strange_key_is_refused() {
        for (String key : List.of(" ", "a b", "x".repeat(201), "\"\"")) {
            assertThat(post(key, "\"one\"").statusCode()).as(key).isEqualTo(400);
        }
    }

    @Test
    void each_answer_tells_what_is_left_and_whoever_asks_too_much_when_to_come_back() {
        HttpResponse<String> answer = get("someone");
        assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"principal\";q=200;w=60");
        assertThat(answer.headers().firstValue("RateLimit").orElse("")).startsWith("\"principal\";r=199;t=");
        HttpResponse<String> last = answer;
        for (int i = 0; i < 260 && last.statusCode() == 200; i++) last = get("someone");
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("other").statusCode()).isEqualTo(200);
    }

    @Test
    void every_answer_tells_browsers_to_take_it_for_what_it_is() {
        var headers = get("careful").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
    }

    private static int agents() {
        return DATABASE.db()
                .tenant(acme.tenant(), Specimen.TESTER, tx -> Agents.list(tx).size());
    }

    private static HttpResponse<String> get(String name) {
        return send(HttpRequest.newBuilder(at("/me")).header("Test-Principal", name + ": internal_admin"));
    }

    private static HttpResponse<String> post(String key, String body) {
        return send(HttpRequest.newBuilder(at("/agents?tenant_id=" + acme.tenant()))
                .header("Test-Principal", "internal_admin")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private static URI at(String path) {
        return URI.create("http://127.0.0.1:" + PORT + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
