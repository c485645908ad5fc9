package dev.voiceops.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.connector.http.Route.Access;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceToken;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import reactor.netty.http.server.HttpServerRoutes;

class HttpEdgeTest {
    @AutoClose
    private final LoopbackEdge edge = new LoopbackEdge(List.of(
            new Route("GET", "/open", Access.PUBLIC, _ -> Answer.text(200, "hello")),
            new Route(
                    "GET",
                    "/calls/{id}/name",
                    Access.SERVICE,
                    request -> Answer.text(
                            200, request.part("id") + request.query().get("q"))),
            new Route("GET", "/no", Access.PUBLIC, _ -> {
                throw new Refusal(ProblemType.DRAINING, "going away");
            }),
            new Route("GET", "/bad", Access.PUBLIC, _ -> {
                throw new ContractViolation("text: is missing");
            }),
            new Route("GET", "/broken", Access.PUBLIC, _ -> {
                throw new IllegalStateException("caller said: my secret");
            })));

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return edge.ask("GET", path, "", headers);
    }

    private ProblemSeen problem(String path, String... headers) throws Exception {
        HttpResponse<String> answer = get(path, headers);
        Problem problem = Json.read(answer.body(), Problem.class);
        assertThat(answer.statusCode()).isEqualTo(problem.status());
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        return new ProblemSeen(problem.status(), String.valueOf(problem.code()), answer.body());
    }

    private record ProblemSeen(int status, String code, String text) {}

    @Test
    void a_service_route_wants_the_service_token() throws Exception {
        assertThat(problem("/calls/7/name").code()).isEqualTo("unauthenticated");
        assertThat(problem("/calls/7/name", "Authorization", "Bearer wrong").status())
                .isEqualTo(401);
        assertThat(get("/calls/7/name?q=x", "Authorization", "Bearer " + LoopbackEdge.TOKEN)
                        .body())
                .isEqualTo("7x");
        assertThat(get("/open").body()).isEqualTo("hello");
    }

    @Test
    void whatever_goes_wrong_is_told_as_a_problem_without_content() throws Exception {
        assertThat(problem("/nowhere").code()).isEqualTo("not_found");
        assertThat(problem("/no").code()).isEqualTo("draining");
        assertThat(problem("/bad").code()).isEqualTo("invalid_request");
        assertThat(problem("/broken").text()).contains("internal").doesNotContain("secret");
    }

    @Test
    void a_wrong_method_is_405() throws Exception {
        assertThat(edge.ask("DELETE", "/open", "").statusCode()).isEqualTo(405);
    }

    @Test
    void a_media_socket_outlives_the_time_a_body_may_take() throws Exception {
        Duration limit = Duration.ofMillis(50);
        CompletableFuture<String> echo = new CompletableFuture<>();
        Consumer<HttpServerRoutes> media = all -> all.ws(
                "/echo", (in, out) -> out.sendString(in.receive().asString().delayElements(limit.multipliedBy(6))));
        try (HttpEdge quick = new HttpEdge(
                LoopbackEdge.anyPort(),
                new RouteTable(List.of(), new ServiceToken(LoopbackEdge.TOKEN)),
                media,
                limit)) {
            WebSocket socket = edge.http()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + quick.port() + "/echo"), new WebSocket.Listener() {
                        @Override
                        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            echo.complete(text.toString());
                            return null;
                        }

                        @Override
                        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                            echo.complete("closed " + code);
                            return null;
                        }

                        @Override
                        public void onError(WebSocket from, Throwable cut) {
                            echo.complete("cut");
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("still here", true);

            assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo("still here");
            socket.abort();
        }
    }
}
