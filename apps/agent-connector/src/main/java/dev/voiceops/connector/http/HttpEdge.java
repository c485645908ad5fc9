package dev.voiceops.connector.http;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceToken;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/** The connector's one port: media sockets on Netty's own threads, everything else on virtual threads. */
public final class HttpEdge implements AutoCloseable {
    /** Longest request body taken, bytes. */
    public static final int LARGEST_BODY = 256 * 1024;

    private final RouteTable table;
    private final Duration bodyLimit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler handlers = Schedulers.fromExecutorService(threads);
    private final DisposableServer server;

    /**
     * Binds and serves until closed.
     *
     * @param at where to listen; port 0 for any free one
     * @param media mounts the media socket's route, which comes before the table
     */
    public HttpEdge(InetSocketAddress at, List<Route> routes, ServiceToken token, Consumer<HttpServerRoutes> media) {
        this(at, new RouteTable(routes, token), media, Duration.ofSeconds(30));
    }

    /** @param bodyLimit how long a request's body may take to arrive; it does not concern upgraded sockets, which Netty's own request time-out would cut */
    HttpEdge(InetSocketAddress at, RouteTable table, Consumer<HttpServerRoutes> media, Duration bodyLimit) {
        this.table = table;
        this.bodyLimit = bodyLimit;
        server = HttpServer.create()
                .bindAddress(() -> at)
                .idleTimeout(Duration.ofSeconds(60))
                .route(all -> {
                    media.accept(all);
                    all.route(_ -> true, this::serve);
                })
                .bindNow();
    }

    /** The bound port. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(3));
        handlers.dispose();
        threads.shutdownNow();
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .asByteArray()
                .collect(Body::new, Body::add)
                .timeout(bodyLimit)
                .publishOn(handlers)
                .map(body -> table.answer(whole(request, body.bytes.toString(StandardCharsets.UTF_8))))
                .onErrorResume(
                        TimeoutException.class,
                        _ -> Mono.just(Answer.problem(ProblemType.INVALID_REQUEST, "the body did not arrive in time")))
                .onErrorResume(
                        TooLarge.class,
                        _ -> Mono.just(
                                Answer.problem(ProblemType.TOO_LARGE, "at most " + LARGEST_BODY + " bytes are taken")))
                .flatMap(answer -> send(answer, response));
    }

    private static Mono<Void> send(Answer answer, HttpServerResponse response) {
        response.status(answer.status());
        if (!answer.type().isEmpty()) {
            response.header("Content-Type", answer.type());
        }
        answer.headers().forEach(response::header);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.header("Content-Length", String.valueOf(body.length));
        return response.sendByteArray(Mono.just(body)).then();
    }

    private static Request whole(HttpServerRequest request, String body) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        Map<String, String> query = uri.parameters().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst()));
        return new Request(request.method().name(), uri.path(), Map.of(), query, request.requestHeaders()::get, body);
    }

    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void add(byte[] more) {
            if (bytes.size() + more.length > LARGEST_BODY) {
                throw new TooLarge();
            }
            bytes.writeBytes(more);
        }
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
