package dev.voiceops.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.http.other.CarelessRole;
import dev.voiceops.http.other.OtherRole;
import dev.voiceops.http.sample.SampleRole;
import dev.voiceops.store.FreePorts;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class SpringRolesTest {
    private static final ServiceToken TOKEN = new ServiceToken("0123456789abcdef");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PORT = FreePorts.one();
    private static final int OTHER_PORT = FreePorts.one();
    private static final TestDatabase DATABASE = TestDatabase.create(2);
    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context = SpringRoles.start(
                "127.0.0.1",
                List.of(
                        new RolePort("dev.voiceops.http.sample", PORT),
                        new RolePort("dev.voiceops.http.other", OTHER_PORT)),
                List.of(SampleRole.class, OtherRole.class),
                List.of(TOKEN, DATABASE.db()));
    }

    @AfterAll
    static void stop() {
        context.close();
        DATABASE.close();
    }

    @Test
    void a_route_answers_on_the_port_of_its_role_only() {
        assertThat(get(OTHER_PORT, "/only-here").statusCode()).isEqualTo(200);
        problem(get(PORT, "/only-here"), ProblemType.NOT_FOUND);
    }

    @Test
    void json_is_strict_and_snake_case() {
        HttpResponse<String> answer = post("/orders", "{\"item_name\":\"tea\",\"count\":2}", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"item_name\":\"tea\",\"count\":2}");
        Problem unknown = problem(
                post("/orders", "{\"item_name\":\"tea\",\"count\":2,\"x\":1}", ""), ProblemType.INVALID_REQUEST);
        assertThat(unknown.detail()).isEqualTo("x: unknown field");
        assertThat(unknown.instance()).isEqualTo("/orders");
        problem(post("/orders", "{\"item_name\"", ""), ProblemType.INVALID_REQUEST);
        assertThat(problem(post("/orders", "{\"count\":2}", ""), ProblemType.INVALID_REQUEST)
                        .detail())
                .isEqualTo("item_name: is missing");
        problem(post("/orders", "", ""), ProblemType.INVALID_REQUEST);
    }

    @Test
    void unknown_routes_wrong_methods_wrong_types_and_bad_parameters_are_problems() {
        problem(get(PORT, "/nowhere"), ProblemType.NOT_FOUND);
        HttpResponse<String> wrongMethod = get(PORT, "/orders");
        problem(wrongMethod, ProblemType.METHOD_NOT_ALLOWED);
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
        problem(get(PORT, "/things/not-a-uuid"), ProblemType.INVALID_REQUEST);
        HttpRequest.Builder text = to(PORT, "/orders").header("Content-Type", "text/plain");
        problem(send(text.POST(BodyPublishers.ofString("tea"))), ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void a_problem_is_told_whatever_the_caller_accepts() {
        problem(send(to(PORT, "/nowhere").header("Accept", "text/html").GET()), ProblemType.NOT_FOUND);
    }

    @Test
    void our_own_fault_is_not_told_but_can_be_found() {
        HttpResponse<String> answer = get(PORT, "/broken");
        Problem problem = problem(answer, ProblemType.INTERNAL);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(answer.headers().firstValue("X-Request-Id")).contains(String.valueOf(problem.requestId()));
    }

    @Test
    void a_plain_request_id_is_kept_and_a_strange_one_replaced() {
        assertThat(send(to(PORT, "/nowhere").header("X-Request-Id", "abc-12345").GET())
                        .headers()
                        .firstValue("X-Request-Id"))
                .contains("abc-12345");
        assertThat(send(to(PORT, "/nowhere")
                                .header("X-Request-Id", "a b\" c{}<script>")
                                .GET())
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .doesNotContain("script");
    }

    @Test
    void a_body_over_the_limit_is_refused_announced_or_not() {
        byte[] large = " ".repeat(RequestGate.MAX_BODY + 1).getBytes(UTF_8);
        problem(send(json(BodyPublishers.ofByteArray(large))), ProblemType.TOO_LARGE);
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));
        problem(send(json(chunked)), ProblemType.TOO_LARGE);
    }

    @Test
    void a_service_route_wants_the_token_before_it_reads_anything() {
        String good = "{\"item_name\":\"tea\",\"count\":2}";
        assertThat(post("/internal/orders", good, TOKEN.header()).statusCode()).isEqualTo(200);
        HttpResponse<String> none = post("/internal/orders", "not json", "");
        problem(none, ProblemType.UNAUTHENTICATED);
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        problem(post("/internal/orders", good, "Bearer 0123456789abcdeF"), ProblemType.UNAUTHENTICATED);
    }

    @Test
    void no_spelling_of_the_path_goes_round_the_token() {
        for (String path : List.of(
                "/internal//orders",
                "//internal/orders",
                "/x/../internal/orders",
                "/internal/orders;a=b",
                "/internal/orders/",
                "/%69nternal/orders",
                "/internal/%6frders")) {
            assertThat(post(path, "{\"item_name\":\"tea\",\"count\":2}", "").statusCode())
                    .as(path)
                    .isIn(400, 401, 404);
        }
    }

    @Test
    void even_what_is_not_http_is_answered_with_a_problem() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.getOutputStream().write("GET /a|b^ HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"status\":400");
            assertThat(answer).doesNotContain("<html", "Tomcat");
        }
    }

    @Test
    void a_controller_that_does_not_say_who_may_call_it_keeps_the_role_from_starting() {
        assertThatThrownBy(() -> SpringRoles.start(
                        "127.0.0.1",
                        List.of(new RolePort("dev.voiceops.http.other", FreePorts.one())),
                        List.of(CarelessRole.class),
                        List.of(TOKEN, DATABASE.db())))
                .hasStackTraceContaining("ForgottenRoutes does not say who may call it");
    }

    @Test
    void health_answers_on_every_port_and_tells_of_the_database() {
        for (int port : List.of(PORT, OTHER_PORT)) {
            assertThat(get(port, "/health").body()).isEqualTo("{\"status\":\"up\"}");
            assertThat(get(port, "/health/db").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void health_tells_when_the_database_is_gone_while_the_process_lives() {
        int port = FreePorts.one();
        TestDatabase gone = TestDatabase.create(2);
        try (var role = SpringRoles.start(
                "127.0.0.1",
                List.of(new RolePort("dev.voiceops.http.other", port)),
                List.of(OtherRole.class),
                List.of(TOKEN, gone.db()))) {
            assertThat(role.isRunning()).isTrue();
            assertThat(get(port, "/health/db").statusCode()).isEqualTo(200);
            gone.close();
            problem(get(port, "/health/db"), ProblemType.DATABASE_UNAVAILABLE);
            assertThat(get(port, "/health").statusCode()).isEqualTo(200);
        }
    }

    private static Problem problem(HttpResponse<String> answer, ProblemType type) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(Problem.MEDIA_TYPE);
        Problem problem = Json.read(answer.body(), Problem.class);
        assertThat(problem.is(type)).as(answer.body()).isTrue();
        assertThat(answer.statusCode()).isEqualTo(type.status());
        return problem;
    }

    private static HttpResponse<String> get(int port, String path) {
        return send(to(port, path).GET());
    }

    private static HttpResponse<String> post(String path, String body, String authorization) {
        HttpRequest.Builder request = to(PORT, path).header("Content-Type", "application/json");
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder json(BodyPublisher body) {
        return to(PORT, "/orders").header("Content-Type", "application/json").POST(body);
    }

    private static HttpRequest.Builder to(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
