package dev.voiceops.control.automation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to tenants' endpoints: HTTP/1.1, no redirects, no retries, answers up to {@link #MAX_ANSWER} bytes. Blocks; for
 * virtual threads. Safe for all threads.
 */
final class EndpointClient implements AutoCloseable {
    /** Largest answer, bytes. */
    static final int MAX_ANSWER = 256 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    EndpointAnswer send(EndpointRequest request) {
        HttpRequest built;
        try {
            built = build(request);
        } catch (IllegalArgumentException e) {
            return new EndpointAnswer.NotSent("request_invalid");
        }
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(built, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER));
        try {
            HttpResponse<String> got = answer.get(request.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return new EndpointAnswer.Answered(
                    got.statusCode(), got.body(), got.headers().firstValue("x-n8n-execution-id"));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new EndpointAnswer.Lost("timeout");
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new EndpointAnswer.Lost("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static HttpRequest build(EndpointRequest request) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.url()).method(request.method(), BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private static EndpointAnswer failed(@Nullable Throwable cause) {
        return switch (cause) {
            case ConnectException refused -> new EndpointAnswer.NotSent("unreachable");
            case HttpConnectTimeoutException late -> new EndpointAnswer.NotSent("unreachable");
            case SSLHandshakeException tls -> new EndpointAnswer.NotSent("tls_failed");
            case IOException broken
            when String.valueOf(broken.getMessage()).contains("exceeds capacity") ->
                new EndpointAnswer.Lost("answer_too_large");
            case null, default -> new EndpointAnswer.Lost("connection_lost");
        };
    }
}
